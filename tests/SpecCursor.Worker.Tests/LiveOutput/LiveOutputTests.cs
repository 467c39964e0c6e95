using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing.Redis;
using SpecCursor.Worker.LiveOutput;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Node;

namespace SpecCursor.Worker.Tests.LiveOutput;

/// <summary>Real commands in the real sandbox, watched through a real Redis.</summary>
public sealed class LiveOutputTests : IAsyncLifetime
{
    private static readonly string Token = "gh" + "p_" + "aB3xZ9kQ7mW2pR5tY8vC1nL4sD6fG0hJ1234";

    private RedisServer _redis = null!;
    private WorkerHost _host = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _host = WorkerHost.With(("ConnectionStrings:redis", _redis.ConnectionString));
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Line_is_there_while_the_command_that_printed_it_runs()
    {
        var command = WorkerHost.Command("o/r", "ms", "2.1.3");
        await using var written = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId);
        var workspace = _host.MakeWorkspace();
        await using var feed = _host.Service<OutputFeeds>().Start(command)!;
        feed.Step = UpgradeStep.Test;

        var run = RunAsync(feed, workspace, $"printf 'token {Token[..9]}'; echo '{Token[9..]}'; until [ -e go ]; do sleep 0.05; done; echo seen >&2");
        var live = await written.AwaitAsync(entries => entries.Any(entry => entry.Lines.Count > 0));
        Assert.False(run.IsCompleted);
        await File.WriteAllTextAsync(Path.Combine(workspace, "go"), string.Empty);

        Assert.Equal("seen", (await run).Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal((UpgradeStep.Test, 1, 1L), (live[0].Step, live[0].Attempt, live[0].Fence));
        Assert.Empty(live[0].Lines);
        Assert.StartsWith("sh -c printf", live[0].Command, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, live[0].Command, StringComparison.Ordinal);
        Assert.Equal(["token [redacted GitHub token]"], live[1].Lines);
        var all = await written.AwaitAsync(entries => entries[^1].Lines.Contains("seen"));
        Assert.Equal(2, all[^1].FirstLine);
    }

    [Fact]
    public async Task Redis_may_be_lost_and_come_back_while_a_command_runs()
    {
        var command = WorkerHost.Command("o/r", "ms", "2.1.3");
        var workspace = _host.MakeWorkspace();
        await using var feed = _host.Service<OutputFeeds>().Start(command)!;
        var run = RunAsync(feed, workspace, "echo before; until [ -e go ]; do echo lost; sleep 0.05; done; echo after");
        await using (var written = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId))
        {
            await written.AwaitAsync(entries => entries.Any(entry => entry.Lines.Contains("before")));
        }

        _redis.Kill();
        await UntilAsync(() => Warnings().Any());
        await _redis.RestartAsync();
        await UntilAsync(() => _host.Logs.Any(line => line.Contains("Redis is back", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(Path.Combine(workspace, "go"), string.Empty);

        Assert.Equal(0, (await run).ExitCode);
        await using var again = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId);
        var entries = await again.AwaitAsync(entries => entries.Any(entry => entry.Lines.Contains("after")));
        Assert.DoesNotContain(entries, entry => entry.Lines.Contains("before"));
        Assert.Contains(entries, entry => entry.Dropped > 0);
        Assert.Single(Warnings());
    }

    [Fact]
    public async Task Redis_that_hangs_holds_up_neither_a_command_nor_its_end()
    {
        var command = WorkerHost.Command("o/r", "ms", "2.1.3");
        await using var written = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId);
        var feed = _host.Service<OutputFeeds>().Start(command)!;
        Assert.Equal(0, (await RunAsync(feed, _host.MakeWorkspace(), "echo before")).ExitCode);
        await written.AwaitAsync(entries => entries.Any(entry => entry.Lines.Contains("before")));

        // It stays hung until its end: whoever waits for it waits for ever.
        await Tool.RunAsync("/", "kill", "-STOP", $"{_redis.ProcessId}");
        var result = await RunAsync(feed, _host.MakeWorkspace(), "seq 200000");
        await feed.DisposeAsync();

        Assert.Equal(0, result.ExitCode);
        await UntilAsync(() => Warnings().Any());
        Assert.Single(Warnings());
    }

    [Fact]
    public async Task Upgrade_is_made_without_redis_and_says_once_what_is_missing()
    {
        _redis.Kill();
        var repository = await new NodeRepositories(_host).CreateMsAsync("no-redis");

        var ran = await _host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Single(Warnings());
    }

    [Fact]
    public async Task Commands_of_an_upgrade_are_shown_in_their_steps()
    {
        var repository = await new NodeRepositories(_host).CreateMsAsync("watched", NodeRepositories.MsTest + "console.log('all is well');\n");
        var command = WorkerHost.Command(repository.Name, "ms", "2.1.3") with { Fence = 3, Attempt = 2 };
        await using var written = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId);

        var ran = await _host.RunAsync(command);

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var entries = await written.ReadAsync();
        Assert.All(entries, entry => Assert.Equal((3L, 2), (entry.Fence, entry.Attempt)));
        Assert.Contains(entries, entry => entry.Step == UpgradeStep.Apply && entry.Command == ran.Report!.Install.Command);
        Assert.Contains(entries, entry => entry.Step == UpgradeStep.Test && entry.Command == "npm test" && entry.Lines.Contains("all is well"));
    }

    private Task<CommandOutput> RunAsync(OutputFeed feed, string workspace, string script) => _host.Sandbox.RunAsync(
        new SandboxCommand
        {
            Executable = "sh",
            Arguments = ["-c", script],
            Workspace = workspace,
            Network = SandboxNetwork.None,
            Limits = _host.Service<Microsoft.Extensions.Options.IOptions<SandboxOptions>>().Value.Test,
            Output = feed,
        },
        CancellationToken.None);

    private IEnumerable<string> Warnings() => _host.Logs.Where(line => line.Contains("live output is missing", StringComparison.Ordinal));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
