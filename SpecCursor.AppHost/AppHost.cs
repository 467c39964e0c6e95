using SpecCursor.AppHost.Backing.Postgres;
using SpecCursor.AppHost.Backing.Redis;
using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Observability.Stack;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Scaling;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;

try
{
    var builder = await SpecCursorBuilder.CreateAsync(args);
    var apiKey = builder.AddApiKey();
    var webhookSecret = builder.AddWebhookSecret();

    // Backing services: containers where an engine runs, executables on this machine where none does.
    var database = builder.AddPostgresDatabase("postgres", "speccursor");
    var redis = builder.AddRedisCache("redis");

    // What the steps of an upgrade are done by: apply and test, repair, prove.
    IResourceBuilder<ProjectResource> AddWorker(string name) => builder.AddService<Projects.SpecCursor_Worker>(name)
        .WithReference(database).WaitFor(database)
        .WithReference(redis).WaitFor(redis)
        .WithGitHub(builder)
        .WithSandbox(builder)
        .WithScale(most: 20, queue: "worker", memoryMiB: 2048);
    var worker = AddWorker("worker");

    builder.AddService<Projects.SpecCursor_AiService>("ai-service")
        .WithReference(database).WaitFor(database)
        .WithReference(redis).WaitFor(redis)
        .WithClaude(builder)
        .WithScale(most: 4);

    builder.AddService<Projects.SpecCursor_ProofEngine>("proof-engine")
        .WithReference(database).WaitFor(database)
        .WithReference(redis).WaitFor(redis)
        .WithScale(most: 4);

    // The workflow, the API and the console.
    var controller = builder.AddService<Projects.SpecCursor_Controller>("controller", builder.Ports.Controller)
        .WithReference(database).WaitFor(database)
        .WithReference(redis).WaitFor(redis)
        .WithEnvironment("SpecCursor__ApiKey", apiKey)
        .WithScale(most: 4)
        .WithPage(builder, 3001, "Console");

    // More workers, where the machine can and while an alert calls for them.
    builder.AddStandbys(worker, controller, AddWorker);

    // Deliveries in, branches and pull requests out.
    builder.AddService<Projects.SpecCursor_GitHubApp>("github-app", builder.Ports.GitHubApp)
        .WithReference(database).WaitFor(database)
        .WithReference(redis).WaitFor(redis)
        .WithReference(controller)
        .WithEnvironment("SpecCursor__WebhookSecret", webhookSecret)
        .WithEnvironment("SpecCursor__ApiKey", apiKey)
        .WithGitHub(builder)
        .WithDemoUpgrade(builder)
        .WithScale(most: 4)
        .WithPage(builder, 3000, "Webhooks");

    // What is measured of all of it, and who is told when something is wrong.
    builder.AddObservabilityStack();
    builder.AddExporters(database, redis);
    builder.AddAlertmanager();
    builder.AddPrometheus();

    await builder.RunAsync();
    return 0;
}
catch (Exception exception) when (StartupException.IsForTheTerminal(exception))
{
    await Console.Error.WriteLineAsync($"speccursor: {exception.Message}");
    return 1;
}
