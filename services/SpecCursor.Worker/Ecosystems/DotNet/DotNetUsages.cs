using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Sources;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>What a use of a package looks like, and a path in what compilers and stack traces print.</summary>
internal static partial class DotNetUsages
{
    private static readonly SourceLanguage Language = new()
    {
        Extensions = new HashSet<string>([".cs", ".fs", ".vb", ".razor", ".cshtml", ".xaml"], StringComparer.Ordinal),
        ForeignFolders = new HashSet<string>(["bin", "obj", "node_modules"], StringComparer.Ordinal),
        TracedPaths = PathPattern(),
    };

    public static async Task<IReadOnlyList<SourceFile>> FindAsync(UpgradeRun run, DotNetDeclaration declaration, CommandOutput tests, CancellationToken cancellationToken)
    {
        var folder = declaration.Entry?.Folder ?? string.Empty;
        var used = run.Context.PackageName;
        foreach (var name in Namespaces(run.Context.PackageName))
        {
            if ((await run.Workspace.FindTextAsync(name, cancellationToken)).Any(path => Language.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant())))
            {
                used = name;
                break;
            }
        }

        return await SourceFinder.FindAsync(run, Language, [folder], used, UseOf(used), tests, cancellationToken);
    }

    /// <summary>
    /// Packages are mostly named after their namespace, or after a part of it: <c>Serilog.Sinks.File</c> is used as <c>Serilog</c>. Not so broad as to be
    /// about every file there is.
    /// </summary>
    private static IEnumerable<string> Namespaces(string package)
    {
        var parts = package.Split('.');
        var fewest = parts[0] is "System" or "Microsoft" ? 2 : 1;
        for (var count = parts.Length; count >= Math.Min(fewest, parts.Length); count--)
        {
            yield return string.Join('.', parts.Take(count));
        }
    }

    private static Regex UseOf(string name) => new($@"(?<![\w.]){Regex.Escape(name)}(?!\w)", RegexOptions.CultureInvariant, SourceFinder.MatchTimeout);

    /// <summary>Builds that map paths write <c>/_/</c> for the repository's root.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_@.+/-])(?<root>/workspace/|/_/)?(?<path>(?:\./)?[A-Za-z0-9_@.+-]+(?:/[A-Za-z0-9_@.+-]+)*\.(?:cs|fs|vb|razor|cshtml|xaml))\b",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex PathPattern();
}
