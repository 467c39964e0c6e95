using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Testing;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Proxies;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Bubblewrap;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Limits;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox.Bubblewrap;

/// <summary>The sandbox where the machine is another than this one: without control groups, or without root.</summary>
[Collection(WorkerCollection.Name)]
public sealed class LauncherTests(WorkerHost host) : IDisposable
{
    private static readonly SandboxLimits Limits = new SandboxOptions { MemoryMegabytes = 256, Processes = 120 }.Test with { WallTime = TimeSpan.FromSeconds(30) };

    private readonly string _state = TestDirectory.Create("launcher");
    private readonly ToolLocator _locator = new(Environment.GetEnvironmentVariable("PATH"));
    private readonly ProcessStarter _starter = new();

    private string Workspace => Directory.CreateDirectory(Path.Combine(_state, "tree")).FullName;

    public void Dispose()
    {
        _starter.Dispose();
        TestDirectory.Delete(_state);
    }

    [Theory]
    [InlineData("sh", "for i in 1 2 3 4 5 6; do node -e 'globalThis.kept=Buffer.alloc(100<<20,1);setTimeout(()=>{},30000)' & done; wait", "memory")]
    [InlineData("perl", "fork for 1..20; sleep 30", "processes")]
    public async Task Without_control_groups_the_tree_is_watched(string executable, string script, string limit)
    {
        var result = await Sandbox(new ProcessTrees()).RunAsync(
            Command(executable, executable == "sh" ? "-c" : "-e", script) with { Limits = limit == "memory" ? Limits : Limits with { MemoryBytes = 1L << 31 } },
            CancellationToken.None);

        Assert.Equal(limit, result.LimitExceeded);
    }

    [Fact]
    public async Task Without_control_groups_node_runs_in_the_memory_that_it_is_given()
    {
        var result = await Sandbox(new ProcessTrees()).RunAsync(Command("node", "-e", "console.log(Buffer.alloc(50<<20,1).length)"), CancellationToken.None);

        Assert.Equal((0, "52428800\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ordinary_user_gets_the_same_sandbox(bool isLayered)
    {
        // The test runs as whoever runs the tests; root has to become someone else for it.
        var workspace = Workspace;
        var status = Path.Combine(_state, "status.json");
        var features = BubblewrapFeatures.Parse("--disable-userns --size");
        var launcher = new BubblewrapLauncher(new SandboxOptions(), _locator, Path.Combine(_state, "stage"), isRoot: false);
        var overlay = new OverlayFolder(Path.Combine(_state, "run"), [Path.Combine(_state, "lower")]);
        foreach (var folder in (string[])[overlay.Upper, overlay.Work, overlay.Lower[0]])
        {
            Directory.CreateDirectory(folder);
        }

        await File.WriteAllTextAsync(Path.Combine(overlay.Lower[0], "below"), "from below\n");
        const string script = "id -u; cat /seen/below; echo above > /seen/below; ls /root /etc/shadow; echo x > /usr/x; cat /proc/net/dev | wc -l; touch made";
        var command = Command("sh", "-c", script);
        var info = launcher.Create(
            isLayered ? command with { Mounts = [new SandboxMount(overlay.Upper, "/seen", IsWritable: true) { Overlay = overlay }] } : command, new ProcessTrees().Create(Limits), features, status, filterFile: null);
        List<string> line = [info.FileName, .. info.ArgumentList];
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.RunAsync("/", "chown", "-R", "54321:54321", _state);
            line.InsertRange(0, ["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", "--"]);
        }

        var output = await Tool.RunAsync("/", line[0], [.. line.Skip(1)]);

        Assert.StartsWith("1000\n", output, StringComparison.Ordinal);
        Assert.Contains("'/root': No such file", output, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", output, StringComparison.Ordinal);
        Assert.EndsWith("3\n", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(workspace, "made")));
        Assert.Contains("\"exit-code\": 0", await File.ReadAllTextAsync(status), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("#a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\\040b")]
    [InlineData("Größe")]
    public async Task Folders_are_found_whatever_they_are_called(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_state, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "found");

        var result = await Sandbox(new ProcessTrees()).RunAsync(
            Command("cat", "/seen/file") with { Mounts = [new SandboxMount(folder, "/seen", IsWritable: false)] }, CancellationToken.None);

        Assert.Equal((0, "found"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Sandbox_dies_with_the_worker()
    {
        var sleep = string.Create(CultureInfo.InvariantCulture, $"300.{Random.Shared.NextInt64(1_000_000_000)}");
        GiveWorkspace();
        var launcher = new BubblewrapLauncher(new SandboxOptions(), _locator, "/run/speccursor-sandbox", Environment.IsPrivilegedProcess);
        var started = Path.Combine(Workspace, "started");
        var info = launcher.Create(
            Command("sh", "-c", $"setsid sleep {sleep} & touch started; wait"), new ProcessTrees().Create(Limits), BubblewrapFeatures.Parse("--size"), Path.Combine(_state, "status.json"), filterFile: null);

        // A shell stands in for the worker: it starts the sandbox, waits until that runs, and is killed with SIGKILL.
        const string worker = "started=$1; shift; \"$@\" < /dev/null > /dev/null 2>&1 & while [ ! -e \"$started\" ]; do sleep 0.05; done; kill -9 $$";
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Tool.RunAsync("/", "sh", ["-c", worker, "worker", started, info.FileName, .. info.ArgumentList]));

        for (var attempt = 0; attempt < 100 && (await SleepersAsync(sleep)).Length > 0; attempt++)
        {
            await Task.Delay(50);
        }

        Assert.Empty(await SleepersAsync(sleep));
    }

    [Fact]
    public async Task Sandbox_that_cannot_be_set_up_runs_nothing()
    {
        var command = Command("touch", "made") with { Mounts = [new SandboxMount("/no/such/folder", "/mnt", IsWritable: false)] };

        var exception = await Assert.ThrowsAsync<SpecCursor.Messaging.Failures.TransientStepException>(
            () => Sandbox(new ProcessTrees()).RunAsync(command, CancellationToken.None));

        Assert.Equal("sandbox-unavailable", exception.Failure.Code);
        Assert.False(File.Exists(Path.Combine(Workspace, "made")));
    }

    [Fact]
    public async Task Tool_outside_of_the_system_is_brought_along()
    {
        var installation = Directory.CreateDirectory(Path.Combine(_state, "opt/tool-1.0")).FullName;
        Directory.CreateDirectory(Path.Combine(installation, "bin"));
        Directory.CreateDirectory(Path.Combine(installation, "lib"));
        await File.WriteAllTextAsync(Path.Combine(installation, "lib/real"), "#!/bin/sh\necho from the tool\n");
        File.SetUnixFileMode(Path.Combine(installation, "lib/real"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(Path.Combine(installation, "bin/our-tool"), "../lib/real");
        var locator = new ToolLocator($"{installation}/bin:{Environment.GetEnvironmentVariable("PATH")}");

        var result = await Sandbox(new ProcessTrees(), locator).RunAsync(
            Command("our-tool") with { Tools = ["our-tool"] }, CancellationToken.None);

        Assert.Equal((0, "from the tool\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Missing_tool_is_named()
    {
        var problem = await Sandbox(new ProcessTrees(), new ToolLocator(null)).FindProblemAsync(CancellationToken.None);
        Assert.Null(problem);

        var exception = await Assert.ThrowsAsync<SpecCursor.Messaging.Failures.TransientStepException>(
            () => Sandbox(new ProcessTrees()).RunAsync(Command("x") with { Tools = ["no-such-tool"] }, CancellationToken.None));
        Assert.Contains("no-such-tool", exception.Failure.Reason, StringComparison.Ordinal);
    }

    private BubblewrapSandbox Sandbox(IResourceGroups groups, ToolLocator? locator = null)
    {
        GiveWorkspace();
        var directories = new WorkerDirectories(_state);
        directories.Create();
        return new BubblewrapSandbox(
            Options.Create(new SandboxOptions()),
            directories,
            locator ?? _locator,
            new ProcessSupervisor(_starter, TimeProvider.System),
            new ProcessRunner(_starter, TimeProvider.System),
            groups,
            new EgressProxies(directories, host.Service<MachineProxy>(), host.Service<SpecCursorMetrics>(), NullLogger<EgressProxies>.Instance),
            host.Service<SandboxReport>(),
            TimeProvider.System);
    }

    private void GiveWorkspace()
    {
        if (Environment.IsPrivilegedProcess)
        {
            SpecCursor.Worker.Workspaces.FileIdentity.GiveTo(Workspace, 64123, 64123);
        }
    }

    private SandboxCommand Command(string executable, params string[] arguments) => new()
    {
        Executable = executable,
        Arguments = arguments,
        Workspace = Workspace,
        Network = SandboxNetwork.None,
        Limits = Limits,
        Tools = executable == "node" ? ["node"] : [],
    };

    private static async Task<string[]> SleepersAsync(string sleep) =>
        [.. (await Tool.RunAsync("/", "ps", "-e", "-o", "args=")).Split('\n').Where(line => line.StartsWith($"sleep {sleep}", StringComparison.Ordinal))];
}
