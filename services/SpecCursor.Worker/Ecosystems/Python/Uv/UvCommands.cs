using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python.Uv;

/// <summary>Has uv write its lockfile, and say what of it belongs into this environment. pip installs that.</summary>
internal sealed partial class UvCommands(UvRunner uv) : IPythonLocker
{
    public const string LockfileName = "uv.lock";

    private const string Exported = $"{PythonCommands.EnvironmentFolder}/uv.txt";

    private static readonly string[] WholeWorkspace = ["--all-packages", "--no-emit-workspace"];

    public string Lockfile => LockfileName;

    public void CheckPresence() => uv.CheckPresence();

    public async Task CheckAsync(UpgradeRun run, PythonProject project, ProjectIndexes indexes, CancellationToken cancellationToken)
    {
        var said = await ResolveAsync(run, project, indexes, ["lock", "--check"], cancellationToken);
        if (ToolFailures.Succeeded(said))
        {
            return;
        }

        throw IsUnreadable(said)
            ? new StepFailedException(FailureCodes.InvalidLockfile, $"The worker's uv can't read '{project.Lockfile}'.", said.Output)
            : said.Output.Contains("needs to be updated", StringComparison.Ordinal)
                ? new StepFailedException(FailureCodes.InvalidLockfile, $"'{project.Lockfile}' is not what the project's manifests demand: 'uv lock' would change it.", said.Output)
                : PipFailures.Of(said, "uv lock --check");
    }

    public async Task<byte[]> LockAsync(UpgradeRun run, PythonProject project, ProjectIndexes indexes, CancellationToken cancellationToken)
    {
        var locked = await ResolveAsync(run, project, indexes, ["lock"], cancellationToken);
        if (!ToolFailures.Succeeded(locked))
        {
            throw PipFailures.Of(locked, "uv lock");
        }

        return await ReadAsync(run, project, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListAsync(UpgradeRun run, PythonProject project, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "export", "--frozen", .. project.Members.Count > 0 ? WholeWorkspace : ["--no-emit-project"], "--no-header", "--no-annotate", "--quiet", "--no-default-groups", .. Chosen(project),
            $"--output-file={Exported}",
        ];
        var listed = await uv.RunAsync(run, project.Folder, arguments, cancellationToken);
        if (!ToolFailures.Succeeded(listed) || await run.Workspace.Tree.ReadAsync(project.PathOf(Exported), IPythonLocker.MaximumLockfile, cancellationToken) is not { } exported)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"uv can't install what '{project.Lockfile}' says.", listed.Output);
        }

        string[] lines = [.. Encoding.UTF8.GetString(exported).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        return lines.FirstOrDefault(line => Requirement.Parse(line) is null or { IsDirect: true }) is not { } other
            ? lines
            : throw new StepFailedException(
                FailureCodes.InvalidLockfile, $"'{project.Lockfile}' has '{other}', which is no release of an index: git repositories, addresses and folders are not supported.");
    }

    /// <summary>An older uv reads the lockfile of a newer one, and writes its own.</summary>
    public IEnumerable<string> Compare(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var (old, written) = (RevisionOf(before), RevisionOf(after));
        return written < old
            ? [$"The repository's uv is newer than the worker's, which wrote revision {written} of the lockfile's format and not {old}: what only newer ones write is gone from it, such as times of upload."]
            : [];
    }

    private static int RevisionOf(ReadOnlySpan<byte> lockfile) =>
        Revision().Match(Encoding.Latin1.GetString(lockfile)) is { Success: true } match ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>The groups and extras that are installed, as options.</summary>
    private static IEnumerable<string> Chosen(PythonProject project) => project.Sections.Order(StringComparer.Ordinal).SelectMany(section =>
        section.StartsWith(Pyproject.Optional, StringComparison.Ordinal) ? [$"--extra={section[Pyproject.Optional.Length..]}"]
        : section.StartsWith(Pyproject.Groups, StringComparison.Ordinal) ? [$"--group={section[Pyproject.Groups.Length..]}"]
        : Array.Empty<string>());

    private static bool IsUnreadable(CommandOutput said) =>
        said.Output.Contains("Failed to parse `uv.lock`", StringComparison.Ordinal) || said.Output.Contains("unsupported schema version", StringComparison.Ordinal);

    /// <summary>
    /// Wheels say what they require without a build. A package that is locked as sources alone would count as not there, so that another version
    /// would take its place: then sources may be built.
    /// </summary>
    private async Task<CommandOutput> ResolveAsync(
        UpgradeRun run, PythonProject project, ProjectIndexes indexes, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        return HasSourcesAlone(Encoding.UTF8.GetString(await ReadAsync(run, project, cancellationToken)))
            ? await uv.BuildAsync(run, project.Folder, indexes, arguments, headline: null, cancellationToken)
            : await uv.ResolveAsync(run, project.Folder, indexes, arguments, headline: null, cancellationToken);
    }

    private static bool HasSourcesAlone(string lockfile) => lockfile.ReplaceLineEndings("\n").Split("[[package]]\n").Any(package =>
        package.Contains("\nsdist = ", StringComparison.Ordinal) && !package.Contains("\nwheels = ", StringComparison.Ordinal));

    private static async Task<byte[]> ReadAsync(UpgradeRun run, PythonProject project, CancellationToken cancellationToken) =>
        await run.Workspace.Tree.ReadAsync(project.Lockfile!, IPythonLocker.MaximumLockfile, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{project.Lockfile}' is not there.");

    [GeneratedRegex(@"^revision = (?<number>[0-9]{1,6})\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Revision();
}
