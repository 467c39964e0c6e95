using System.Text;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>A repository's files at one commit, for one run; gone when it is disposed of.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private readonly string _directory;
    private readonly LockFile _lock;
    private readonly WorkspaceRemover _remover;
    private readonly GitCommands _git;

    public Workspace(string directory, LockFile lockFile, WorkspaceTree tree, RemoteHead head, GitCommands git, WorkspaceRemover remover)
    {
        _directory = directory;
        _lock = lockFile;
        _git = git;
        _remover = remover;
        Tree = tree;
        Head = head;
    }

    public WorkspaceTree Tree { get; }

    /// <summary>The branch and the commit that it was made from.</summary>
    public RemoteHead Head { get; }

    public string GitDirectory => GitDirectoryIn(_directory);

    public static string GitDirectoryIn(string directory) => Path.Combine(directory, "git");

    public static string TreeIn(string directory) => Path.Combine(directory, "tree");

    /// <summary>A folder beside the files, for what the run's commands keep from one to the next.</summary>
    public string FolderBeside(string name) => Directory.CreateDirectory(Path.Combine(_directory, name)).FullName;

    /// <summary>Every file of the commit, in git's order.</summary>
    public async Task<IReadOnlyList<TrackedFile>> ListFilesAsync(CancellationToken cancellationToken)
    {
        var output = await _git.RunLocallyAsync(
            ["--git-dir", GitDirectory, "ls-tree", "-r", "-z", "--long", "--full-tree", Head.Commit], cancellationToken);
        return TrackedFile.Parse(output);
    }

    /// <summary>A file's bytes as they are in the commit.</summary>
    public Task<byte[]> ReadBlobAsync(TrackedFile file, int maximumBytes, CancellationToken cancellationToken) =>
        _git.RunLocallyAsync(["--git-dir", GitDirectory, "cat-file", "blob", file.ObjectId], cancellationToken, maximumBytes);

    /// <summary>Files of the commit that hold a text, binary ones left out.</summary>
    public async Task<IReadOnlySet<string>> FindTextAsync(string text, CancellationToken cancellationToken)
    {
        var outcome = await _git.RunAsync(
            ["--git-dir", GitDirectory, "grep", "-l", "-I", "-z", "--full-name", "--fixed-strings", "-e", text, Head.Commit], cancellationToken);
        if (outcome.ExitCode > 1 || outcome.TimedOut || outcome.OutputTooLarge)
        {
            throw GitCommands.LocalFailure("grep", outcome);
        }

        // Each name is led by the commit and a colon.
        return outcome.OutputText.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name[(Head.Commit.Length + 1)..])
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The unified diff of some files against the commit, as <c>git apply</c> takes it.</summary>
    /// <exception cref="StepFailedException">It is larger than allowed, or not text.</exception>
    public async Task<string> DiffAsync(IReadOnlyCollection<string> paths, int maximumBytes, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return string.Empty;
        }

        // git compares what it knows of; files that are new it has to be told about.
        if (await ListAsync(["--others"], paths, cancellationToken) is { Count: > 0 } added)
        {
            await _git.RunLocallyAsync([.. GitInTree, "add", "--intent-to-add", "--force", "--", .. added], cancellationToken);
        }

        // Only named files are compared: what tests leave behind is not part of the change.
        var outcome = await _git.RunAsync(
            [
                "--git-dir", GitDirectory, "--work-tree", Tree.Root, "-c", "core.fileMode=false", "diff", "--binary", "--text", "--full-index", "--no-color", "--no-ext-diff", "--no-textconv",
                "--no-renames", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", Head.Commit, "--", .. paths,
            ],
            cancellationToken,
            maximumOutputBytes: maximumBytes);
        if (outcome.OutputTooLarge)
        {
            throw new StepFailedException(FailureCodes.ChangeTooLarge, $"The change is larger than {maximumBytes / 1024 / 1024} MiB.");
        }

        return outcome.Succeeded ? Decode(outcome, paths) : throw GitCommands.LocalFailure("diff", outcome);
    }

    /// <summary>Files in some folders that are other than in the commit, new or gone.</summary>
    public Task<IReadOnlyList<string>> ListChangesAsync(IReadOnlyCollection<string> folders, CancellationToken cancellationToken) =>
        ListAsync(["--others", "--modified", "--deleted"], folders, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _remover.RemoveAsync(_directory);
        _lock.Dispose();
        File.Delete(_directory + ".lock");
    }

    private async Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<string> which, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var output = await _git.RunLocallyAsync([.. GitInTree, "ls-files", "-z", .. which, "--", .. paths], cancellationToken);
        return [.. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
    }

    private string[] GitInTree => ["-C", Tree.Root, "--git-dir", GitDirectory, "--work-tree", Tree.Root, "-c", "core.fileMode=false"];

    private static string Decode(ProcessOutcome outcome, IEnumerable<string> paths)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(outcome.Output);
        }
        catch (DecoderFallbackException)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"A changed file is not UTF-8 text: {string.Join(", ", paths)}.");
        }
    }
}
