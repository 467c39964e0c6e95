using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Sources;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>What a use of an npm package looks like, and a path in a stack trace of node.</summary>
internal static partial class NodeUsages
{
    private static readonly SourceLanguage Language = new()
    {
        Extensions = new HashSet<string>([".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte"], StringComparer.Ordinal),
        ForeignFolders = new HashSet<string>(["node_modules"], StringComparer.Ordinal),
        TracedPaths = PathPattern(),
    };

    public static Task<IReadOnlyList<SourceFile>> FindAsync(UpgradeRun run, NodeProject project, CommandOutput tests, CancellationToken cancellationToken) =>
        SourceFinder.FindAsync(run, Language, [project.Folder], run.Context.PackageName, ImportOf(run.Context.PackageName), tests, cancellationToken);

    /// <summary>Import and export clauses, <c>require</c>, and the mocks of test frameworks, of the package itself or a path in it.</summary>
    private static Regex ImportOf(string package) => new(
        $$"""\b(?:from|import|require(?:\.resolve)?|mock|unmock|doMock|importActual|requireActual)\s*\(?\s*(['"`]){{Regex.Escape(package)}}(?:/[^'"`\n]*)?\1""",
        RegexOptions.CultureInvariant,
        SourceFinder.MatchTimeout);

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_@.+/-])(?<root>(?:file://)?/workspace/)?(?<path>(?:\./)?[A-Za-z0-9_@.+-]+(?:/[A-Za-z0-9_@.+\[\]()-]+)*\.(?:[cm]?[jt]s|[jt]sx|vue|svelte))\b",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex PathPattern();
}
