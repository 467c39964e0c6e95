using System.Buffers;
using Microsoft.Extensions.Options;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Packages;

/// <summary>Whether the sandbox can lay folders over each other here: kernels, file systems and the rules of containers differ, so it is tried, once.</summary>
internal sealed class OverlaySupport : IDisposable
{
    private const string Place = "/var/cache/probe";

    /// <summary>What separates folders and options in what the kernel is told.</summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create(":,\\\"");

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ISandbox _sandbox;
    private readonly SandboxOptions _options;
    private readonly WorkerDirectories _directories;
    private readonly WorkspaceOwnership _ownership;
    private readonly WorkspaceRemover _remover;
    private readonly AskedOnce<Answer> _answer;

    public OverlaySupport(
        ISandbox sandbox, IOptions<SandboxOptions> options, WorkerDirectories directories, WorkspaceOwnership ownership, WorkspaceRemover remover, ILogger<OverlaySupport> logger)
    {
        _sandbox = sandbox;
        _options = options.Value;
        _directories = directories;
        _ownership = ownership;
        _remover = remover;
        _answer = new AskedOnce<Answer>(async cancellationToken =>
        {
            var answer = new Answer(await FindProblemAsync(cancellationToken));
            if (answer.Problem is { } problem)
            {
                logger.LogInformation("Folders can't be laid over each other here, so each repository keeps its downloaded packages to itself: {Reason}", problem);
            }

            return answer;
        });
    }

    public async Task<bool> AreThereAsync(CancellationToken cancellationToken) => (await _answer.GetAsync(cancellationToken)).Problem is null;

    public void Dispose() => _answer.Dispose();

    /// <summary>Why it can't; null when it can.</summary>
    private async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        if (_options.AllowUnsandboxed)
        {
            return "there is no sandbox.";
        }

        if (_directories.Work.AsSpan().ContainsAny(Separators))
        {
            return "the state directory's path has a colon, a comma, a quote or a backslash.";
        }

        var folder = Path.Combine(_directories.Control, $"probe-{Guid.NewGuid():N}");
        try
        {
            var result = await _sandbox.RunAsync(Probe(folder), cancellationToken);
            return result.ExitCode == 0 ? null : result.Output.Trim();
        }
        catch (TransientStepException exception)
        {
            return (exception.Failure.Detail ?? exception.Failure.Reason).Trim();
        }
        finally
        {
            await _remover.RemoveAsync(folder);
        }
    }

    private SandboxCommand Probe(string folder)
    {
        var overlay = new OverlayFolder(Path.Combine(folder, "run"), [_ownership.Make(Path.Combine(folder, "lower"))]);
        Directory.CreateDirectory(overlay.Work);
        File.WriteAllText(Path.Combine(overlay.Lower[0], "below"), string.Empty);
        return new SandboxCommand
        {
            Executable = "sh",
            Arguments = ["-c", $"test -e {Place}/below && echo > {Place}/above"],
            Workspace = _ownership.Make(Path.Combine(folder, "workspace")),
            Network = SandboxNetwork.None,
            Limits = _options.Install with { WallTime = Timeout },
            Mounts = [new SandboxMount(_ownership.Make(overlay.Upper), Place, IsWritable: true) { Overlay = overlay }],
        };
    }

    /// <param name="Problem">Why it can't be done; null when it can.</param>
    private sealed record Answer(string? Problem);
}
