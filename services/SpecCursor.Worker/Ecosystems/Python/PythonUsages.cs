using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Sources;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>What a use of a Python package looks like, and a path in a traceback.</summary>
internal sealed partial class PythonUsages(ImportNames names)
{
    private const int MaximumFiles = 60;

    private static readonly SourceLanguage Language = new()
    {
        Extensions = new HashSet<string>([".py", ".pyi"], StringComparer.Ordinal),
        ForeignFolders = PythonNames.Foreign,
        TracedPaths = PathPattern(),
    };

    public async Task<IReadOnlyList<SourceFile>> FindAsync(UpgradeRun run, PythonProject project, CommandOutput tests, CancellationToken cancellationToken)
    {
        var found = new List<SourceFile>();
        foreach (var name in await names.OfAsync(run, project, cancellationToken))
        {
            found.AddRange(await SourceFinder.FindAsync(run, Language, [project.Folder], name, ImportOf(name), tests, cancellationToken));
        }

        return [.. found.DistinctBy(file => file.Path).Take(MaximumFiles)];
    }

    /// <summary>Both forms of import, imports by name, and what tests put in a module's place.</summary>
    private static Regex ImportOf(string name) => new(
        $$"""^[ \t]*(?:from[ \t]+{{name}}\b|import[ \t][^\n#]*\b{{name}}\b)|\b(?:import_module|__import__|patch|importorskip)\w*\(\s*['"]{{name}}\b""",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        SourceFinder.MatchTimeout);

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_@.+/-])(?<root>/workspace/)?(?<path>(?:\./)?[A-Za-z0-9_@.+-]+(?:/[A-Za-z0-9_@.+-]+)*\.pyi?)\b",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex PathPattern();
}
