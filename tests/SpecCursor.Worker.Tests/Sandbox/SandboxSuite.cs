using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox;

/// <summary>A sandbox with a workspace, and small limits.</summary>
public abstract class SandboxSuite(WorkerHost host) : IDisposable
{
    protected const long Mebibyte = 1024 * 1024;

    protected WorkerHost Host => host;

    protected string Workspace { get; } = host.MakeWorkspace();

    private protected static SandboxLimits Limits { get; } = new()
    {
        WallTime = TimeSpan.FromSeconds(30),
        MemoryBytes = 256 * Mebibyte,
        Processes = 64,
        OutputBytes = 4 * Mebibyte,
        DiskBytes = 64 * Mebibyte,
        EgressBytes = 16 * Mebibyte,
        FileBytes = 32 * Mebibyte,
        TemporaryBytes = 16 * Mebibyte,
    };

    public void Dispose()
    {
        Directory.Delete(Workspace, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected SandboxCommand Command(string script) => new()
    {
        Executable = "sh",
        Arguments = ["-c", script],
        Workspace = Workspace,
        Network = SandboxNetwork.None,
        Limits = Limits,
    };

    private protected Task<CommandOutput> ShellAsync(string script, SandboxLimits? limits = null, CancellationToken cancellationToken = default) =>
        host.Sandbox.RunAsync(Command(script) with { Limits = limits ?? Limits }, cancellationToken);

    private protected Task<CommandOutput> NodeAsync(string script, SandboxNetwork network) => host.Sandbox.RunAsync(
        Command(string.Empty) with { Executable = "node", Arguments = ["-e", script], Tools = ["node"], Network = network }, CancellationToken.None);

    protected int Suspicious(string kind) => host.Metrics.Count("suspicious_activity", $"kind={kind}");
}
