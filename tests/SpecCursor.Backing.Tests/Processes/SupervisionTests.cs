using System.Diagnostics;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Tests.Processes;

/// <summary>The supervising shell, around a real process.</summary>
public sealed class SupervisionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Server_ends_when_its_owner_is_killed()
    {
        using var owner = Process.Start(new ProcessStartInfo("sleep", ["1000"]))!;
        using var supervisor = await StartAsync("exec sleep 1000", owner.Id, "TERM");
        var server = await ServerOfAsync(supervisor);

        owner.Kill();

        await RequireEndAsync(supervisor, server);
    }

    [Fact]
    public async Task Server_ends_when_its_supervisor_is_killed()
    {
        Assert.True(ExecutableSearch.OnPath("setpriv") is not null, "setpriv is missing: apt install util-linux.");
        using var supervisor = await StartAsync("exec sleep 1000", Environment.ProcessId, "TERM");
        var server = await ServerOfAsync(supervisor);

        supervisor.Kill();

        await RequireEndAsync(supervisor, server);
    }

    [Fact]
    public async Task Request_to_end_reaches_the_server_as_the_signal_that_it_understands_and_its_exit_code_comes_back()
    {
        using var supervisor = await StartAsync("trap 'exit 7' USR1; echo ready; while :; do sleep 0.1; done", Environment.ProcessId, "USR1");
        Assert.Equal("ready", await supervisor.StandardOutput.ReadLineAsync());

        Posix.Signal(supervisor.Id, Posix.Terminate);

        using var limit = new CancellationTokenSource(Limit);
        await supervisor.WaitForExitAsync(limit.Token);
        Assert.Equal(7, supervisor.ExitCode);
    }

    [Fact]
    public async Task Server_that_ends_by_itself_ends_its_supervisor_with_its_exit_code()
    {
        using var supervisor = await StartAsync("exit 3", Environment.ProcessId, "TERM");

        using var limit = new CancellationTokenSource(Limit);
        await supervisor.WaitForExitAsync(limit.Token);
        Assert.Equal(3, supervisor.ExitCode);
    }

    [Fact]
    public async Task Confined_server_sees_nothing_of_the_environment_but_what_it_was_given()
    {
        Environment.SetEnvironmentVariable("SPECCURSOR_TEST_SECRET", "hidden");
        var command = new Command("env", []) { Environment = new Dictionary<string, string> { ["GIVEN"] = "yes" } };

        var result = await CommandRunner.RunAsync(Confinement.Confine(command, user: null), Limit, CancellationToken.None);

        var names = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).Order();
        Assert.Equal(["GIVEN", "LC_ALL", "PATH", "TZ"], names);
    }

    private static async Task<Process> StartAsync(string script, int owner, string signal)
    {
        var command = Confinement.Supervise(new Command("/bin/sh", ["-c", script]), user: null, owner, signal);
        var process = Process.Start(CommandRunner.StartInfo(command))!;
        await process.StandardInput.DisposeAsync();
        return process;
    }

    private static async Task<int> ServerOfAsync(Process supervisor)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var server = SystemProcesses.All().FirstOrDefault(id => SystemProcesses.Arguments(id) is ["sleep", "1000"] && ParentOf(id) == supervisor.Id);
            if (server != 0)
            {
                return server;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    private static int ParentOf(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task RequireEndAsync(Process supervisor, int server)
    {
        using var limit = new CancellationTokenSource(Limit);
        await supervisor.WaitForExitAsync(limit.Token);
        while (SystemProcesses.Arguments(server) is not null)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
