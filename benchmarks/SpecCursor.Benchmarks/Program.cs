using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Webhooks;

return args is [BareWebhookServer.Verb, ..]
    ? await BareWebhookServer.RunAsync(args)
    : await BenchmarkCommand.RunAsync(args);
