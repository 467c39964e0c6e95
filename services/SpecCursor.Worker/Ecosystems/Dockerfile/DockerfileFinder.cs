using System.Globalization;
using System.Text.RegularExpressions;
using SpecCursor.Versioning.Images;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Finds the repository's Dockerfiles and what they have of an image.</summary>
internal static partial class DockerfileFinder
{
    private const int MaximumBytes = 1024 * 1024;
    private const int MaximumFiles = 2000;
    private const int MaximumUses = 15_000;
    private const int MaximumNotes = 10;

    private static readonly string[] Names = ["Dockerfile", "Containerfile"];
    private static readonly HashSet<string> ForeignFolders = new(["node_modules", "vendor"], StringComparer.Ordinal);

    /// <exception cref="StepFailedException">No Dockerfile uses the image in a way that can be upgraded.</exception>
    public static async Task<DockerfileDeclaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var image = ImageName.Parse(package) ?? throw new StepFailedException(FailureCodes.InvalidPackageName, $"'{package}' is no name of an image: it has to be without tag and digest.");
        var notes = new List<string>();
        var files = await ReadAsync(run, notes, cancellationToken);
        var found = files.SelectMany(file => file.Uses.Where(use => use.Name == image).Select(use => (File: file, Use: use))).ToList();
        var uses = found.Where(entry => entry.Use.Obstacle is null).ToList();
        var left = found.Where(entry => entry.Use.Obstacle is not null).Select(entry => $"{Place(entry.File, entry.Use)} {entry.Use.Obstacle}").ToList();
        if (uses.Count == 0)
        {
            throw left.Count > 0
                ? new StepFailedException(FailureCodes.UnsupportedConstraint, $"'{package}' can't be upgraded: {left[0]}.")
                : new StepFailedException(FailureCodes.PackageNotInRepository, $"No Dockerfile of the repository uses the image '{package}'{await ComposeAsync(run, cancellationToken)}.", string.Join('\n', notes));
        }

        var lead = Lead(uses, run.Context.CurrentVersion);
        return new DockerfileDeclaration
        {
            ManifestPath = lead.File.Path,
            ManifestPackageId = lead.File.Path,
            Range = lead.Use.Reference!.Tag!,
            LockedVersion = lead.Use.Reference.Tag!,
            Graph = ImageGraph.Of(files, image, package),
            Notes = [.. left.Select(what => $"Left alone: {what}.").Concat(notes).Take(MaximumNotes)],
            Image = image,
            Files = files,
            Lead = lead.Use.Version!,
            Uses = uses,
        };
    }

    /// <summary>Names a use for people.</summary>
    public static string Place(DockerfileContent file, ImageUse use) => string.Create(CultureInfo.InvariantCulture, $"'{use.Text.Text.Replace('\uffff', '?')}' in '{file.Path}' (line {use.Line})");

    private static async Task<List<DockerfileContent>> ReadAsync(UpgradeRun run, List<string> notes, CancellationToken cancellationToken)
    {
        var named = run.Files.Where(file => IsDockerfile(file.Path)).ToList();
        if (named.Count is 0 or > MaximumFiles)
        {
            throw new StepFailedException(
                FailureCodes.ManifestNotFound,
                named.Count == 0 ? $"The repository has no Dockerfile{await ComposeAsync(run, cancellationToken)}." : $"The repository has {named.Count} Dockerfiles; {MaximumFiles} are the most.");
        }

        var files = new List<DockerfileContent>();
        foreach (var file in named)
        {
            if (await ReadAsync(run, file, notes, cancellationToken) is { } read)
            {
                files.Add(read);
            }
        }

        return files.Sum(file => file.Uses.Count) <= MaximumUses && files.Count > 0
            ? files
            : throw new StepFailedException(
                FailureCodes.InvalidManifest, files.Count == 0 ? notes[0] : $"The repository's Dockerfiles use images in more than {MaximumUses} places.");
    }

    /// <summary>Null, with a note, where a file is no Dockerfile: it doesn't keep the others from being upgraded.</summary>
    private static async Task<DockerfileContent?> ReadAsync(UpgradeRun run, TrackedFile file, List<string> notes, CancellationToken cancellationToken)
    {
        var problem = !file.IsRegular ? "is a symbolic link, which is not followed" : file.Size > MaximumBytes ? $"is larger than {MaximumBytes / 1024} KiB" : null;
        try
        {
            if (problem is null && await run.Workspace.Tree.ReadAsync(file.Path, MaximumBytes, cancellationToken) is { } content)
            {
                return DockerfileContent.Read(file.Path, content);
            }
        }
        catch (FormatException exception)
        {
            problem = $"can't be read as a Dockerfile: {exception.Message}";
        }

        notes.Add($"'{file.Path}' {problem ?? "is not there"}.");
        return null;
    }

    /// <summary>A Compose file that has the image's name in it, as the end of a sentence; empty for none.</summary>
    private static async Task<string> ComposeAsync(UpgradeRun run, CancellationToken cancellationToken) =>
        (await run.Workspace.FindTextAsync(run.Context.PackageName, cancellationToken)).Where(path => ComposePattern().IsMatch(path)).Order(StringComparer.Ordinal).FirstOrDefault() is { } compose
            ? $"; '{compose}' names it, but Compose files are not read"
            : string.Empty;

    [GeneratedRegex(@"(?:\A|/)(?:docker-)?compose[^/]*\.ya?ml\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ComposePattern();

    /// <summary><c>Dockerfile</c>, <c>Dockerfile.*</c>, <c>Dockerfile-*</c>, <c>Dockerfile_*</c> and <c>*.Dockerfile</c>, and the same of <c>Containerfile</c>, in any case.</summary>
    private static bool IsDockerfile(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        return !Array.Exists(parts, ForeignFolders.Contains)
            && !name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase)
            && Array.Exists(Names, known => name.Equals(known, StringComparison.OrdinalIgnoreCase)
                || name.StartsWith($"{known}.", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase)
                || (name.StartsWith(known, StringComparison.OrdinalIgnoreCase) && VariantPattern().IsMatch(name[known.Length..])));
    }

    /// <summary>Dots stand before numbers only: <c>dockerfile_reader.go</c> is none.</summary>
    [GeneratedRegex(@"\A[-_][^.]*(?:\.[0-9][^.]*)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VariantPattern();

    private static (DockerfileContent File, ImageUse Use) Lead(List<(DockerfileContent File, ImageUse Use)> uses, string? expected) => uses
        .OrderByDescending(entry => entry.Use.Reference!.Tag == expected)
        .ThenByDescending(entry => entry.Use.Version!.ComponentCount)
        .ThenBy(entry => entry.Use.Version!, Comparer<ImageTag>.Default)
        .First();
}
