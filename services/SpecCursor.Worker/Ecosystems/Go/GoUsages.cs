using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Sources;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>What a use of a Go package looks like, and a path in what go prints.</summary>
internal static partial class GoUsages
{
    private static readonly SourceLanguage Language = new()
    {
        Extensions = new HashSet<string>([".go"], StringComparer.Ordinal),
        ForeignFolders = new HashSet<string>(["vendor"], StringComparer.Ordinal),
        TracedPaths = PathPattern(),
    };

    public static Task<IReadOnlyList<SourceFile>> FindAsync(UpgradeRun run, GoDeclaration declaration, CommandOutput tests, CancellationToken cancellationToken) =>
        SourceFinder.FindAsync(
            run, Language, [.. declaration.Reached.Select(module => module.Folder)], run.Context.PackageName, ImportOf(run.Context.PackageName), tests, cancellationToken);

    /// <summary>The path, or one below it, in quotes.</summary>
    private static Regex ImportOf(string package) =>
        new($"""(["`]){Regex.Escape(package)}(?:/[^"`\n]*)?\1""", RegexOptions.CultureInvariant, SourceFinder.MatchTimeout);

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_@.+/-])(?<root>/workspace/)?(?<path>(?:\./)?[A-Za-z0-9_@.+-]+(?:/[A-Za-z0-9_@.+-]+)*\.go)\b",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex PathPattern();
}
