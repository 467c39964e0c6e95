using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Sources;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>What a use of a crate looks like, and a path in what rustc and a failing test print.</summary>
internal static partial class RustUsages
{
    private static readonly SourceLanguage Language = new()
    {
        Extensions = new HashSet<string>([".rs"], StringComparer.Ordinal),
        ForeignFolders = new HashSet<string>(["target", "vendor"], StringComparer.Ordinal),
        TracedPaths = PathPattern(),
    };

    public static Task<IReadOnlyList<SourceFile>> FindAsync(UpgradeRun run, RustDeclaration declaration, CommandOutput tests, CancellationToken cancellationToken) =>
        SourceFinder.FindAsync(run, Language, [declaration.Project.Folder], declaration.CrateName, UseOf(declaration.CrateName), tests, cancellationToken);

    /// <summary>A path that begins with the crate, or the crate by itself in a declaration.</summary>
    private static Regex UseOf(string crate) => new(
        $@"(?<![A-Za-z0-9_]){Regex.Escape(crate)}\s*(?:::|!)|\b(?:use|extern\s+crate)\s+(?:::\s*)?{Regex.Escape(crate)}\b",
        RegexOptions.CultureInvariant,
        SourceFinder.MatchTimeout);

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_@.+/-])(?<root>/workspace/)?(?<path>(?:\./)?[A-Za-z0-9_@.+-]+(?:/[A-Za-z0-9_@.+-]+)*\.rs)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PathPattern();
}
