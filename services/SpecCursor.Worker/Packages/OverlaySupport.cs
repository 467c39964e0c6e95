using System.Buffers;
using Microsoft.Extensions.Options;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Packages;

/// <summary>Whether the sandbox can lay folders over each other here: kernels, file systems and the rules of containers differ, so it is tried, once.</summary>
internal sealed class OverlaySupport(
    ISandbox sandbox, IOptions<SandboxOptions> options, WorkerDirectories directories, WorkspaceOwnership ownership, WorkspaceRemover remover, ILogger<OverlaySupport> logger)
    : IDisposable
{
    private const string Place = "/var/cache/probe";

    /// <summary>What separates folders and options in what the kernel is told.</summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create(":,\\\"");

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool? _areThere;

    public async Task<bool> AreThereAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _areThere ??= !options.Value.AllowUnsandboxed && !directories.Work.AsSpan().ContainsAny(Separators) && await TryAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {

        var folder = Path.Combine(directories.Control, $"probe-{Guid.NewGuid():N}");
        string reason;
        try
        {
            var result = await sandbox.RunAsync(Probe(folder), cancellationToken);
            if (result.ExitCode == 0)
            {
                return true;
            }

            reason = result.Output;
        }
        catch (TransientStepException exception)
        {
            reason = exception.Failure.Detail ?? exception.Failure.Reason;
        }
        finally
        {
            await remover.RemoveAsync(folder);
        }

        logger.LogInformation("Folders can't be laid over each other here, so each repository keeps its downloaded packages to itself: {Reason}", reason.Trim());
        return false;
    }

    private SandboxCommand Probe(string folder)
    {
        var overlay = new OverlayFolder(Path.Combine(folder, "run"), [ownership.Make(Path.Combine(folder, "lower"))]);
        Directory.CreateDirectory(overlay.Work);
        File.WriteAllText(Path.Combine(overlay.Lower[0], "below"), string.Empty);
        return new SandboxCommand
        {
            Executable = "sh",
            Arguments = ["-c", $"test -e {Place}/below && echo > {Place}/above"],
            Workspace = ownership.Make(Path.Combine(folder, "workspace")),
            Network = SandboxNetwork.None,
            Limits = options.Value.Install with { WallTime = Timeout },
            Mounts = [new SandboxMount(ownership.Make(overlay.Upper), Place, IsWritable: true) { Overlay = overlay }],
        };
    }
}
