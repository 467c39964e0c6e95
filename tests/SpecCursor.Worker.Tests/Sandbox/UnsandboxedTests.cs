using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Sandbox.Unsandboxed;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Node;

namespace SpecCursor.Worker.Tests.Sandbox;

public sealed class UnsandboxedTests
{
    [Fact]
    public async Task Operator_who_says_so_in_so_many_words_gets_no_sandbox_but_a_warning()
    {
        using var host = WorkerHost.With(("SpecCursor:Worker:Sandbox:AllowUnsandboxed", "true"));
        Assert.IsType<UnsandboxedSandbox>(host.Sandbox);
        Environment.SetEnvironmentVariable("SPECCURSOR_TEST_SECRET_TOO", "do-not-show-this");
        var repository = await new NodeRepositories(host).CreateMsAsync(
            "unsandboxed", "require('assert').equal(process.env.SPECCURSOR_TEST_SECRET_TOO, undefined);\n");

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Contains(host.Logs, line => line.Contains("UNSANDBOXED", StringComparison.Ordinal));
        Environment.SetEnvironmentVariable("SPECCURSOR_TEST_SECRET_TOO", null);
    }
}
