using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Tests.Processes;

public sealed class CommandRunnerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Exit_code_output_and_error_come_back()
    {
        var result = await RunAsync("cat; echo problem >&2; exit 4", input: "given");

        Assert.Equal(new CommandResult(4, "given", "problem\n"), result);
        Assert.Equal("problem", result.Explanation);
    }

    [Fact]
    public async Task Endless_output_is_cut_to_its_end()
    {
        var result = await RunAsync("head -c 10000000 /dev/zero | tr '\\0' x; echo end");

        Assert.EndsWith("xend\n", result.Output, StringComparison.Ordinal);
        Assert.InRange(result.Output.Length, 1, 64 * 1024);
    }

    [Fact]
    public async Task Command_that_takes_too_long_is_killed_with_its_children()
    {
        var marker = $"0.{Random.Shared.NextInt64(1_000_000_000):D9}";
        var command = new Command("/bin/sh", ["-c", $"sleep 1000{marker} & sleep 1000{marker}"]);

        await Assert.ThrowsAsync<TimeoutException>(() => CommandRunner.RunAsync(command, TimeSpan.FromMilliseconds(500), CancellationToken.None));

        using var limit = new CancellationTokenSource(Limit);
        while (SystemProcesses.All().Any(id => SystemProcesses.Arguments(id) is ["sleep", var duration] && duration == $"1000{marker}"))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static Task<CommandResult> RunAsync(string script, string? input = null) =>
        CommandRunner.RunAsync(new Command("/bin/sh", ["-c", script]) { Input = input }, Limit, CancellationToken.None);
}
