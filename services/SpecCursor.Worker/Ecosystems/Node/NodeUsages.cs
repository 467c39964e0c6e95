using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Finds the files that a repair may have to touch: those that import the package, and those that a failure's stack trace names.</summary>
internal static partial class NodeUsages
{
    private const int MaximumFiles = 60;
    private const int MaximumBytes = 512 * 1024;
    private const int MaximumFileBytes = 64 * 1024;
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    private static readonly HashSet<string> Extensions = new(StringComparer.Ordinal)
    {
        ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte",
    };

    public static async Task<IReadOnlyList<SourceFile>> FindAsync(
        UpgradeRun run, NodeProject project, CommandOutput tests, CancellationToken cancellationToken)
    {
        var sources = run.Files
            .Where(file => file.IsRegular && file.Size is > 0 and <= MaximumFileBytes && Extensions.Contains(Path.GetExtension(file.Path))
                && !file.Path.Split('/').Contains("node_modules"))
            .ToDictionary(file => file.Path, StringComparer.Ordinal);
        var mentions = await run.Workspace.FindTextAsync(run.Context.PackageName, cancellationToken);
        var import = ImportOf(run.Context.PackageName);
        var found = new List<SourceFile>();
        var budget = MaximumBytes;
        var importers = sources.Values.Where(file => mentions.Contains(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal);
        var traced = TracedPaths(project, tests).Where(sources.ContainsKey).Select(path => sources[path]);
        foreach (var (file, mustImport) in importers.Select(file => (file, true)).Concat(traced.Select(file => (file, false))))
        {
            if (found.Count == MaximumFiles || file.Size > budget || found.Exists(other => other.Path == file.Path))
            {
                continue;
            }

            var source = await ReadAsync(run, file, cancellationToken);
            if (source is not null && (!mustImport || IsMatch(import, source.Content)))
            {
                found.Add(source);
                budget -= (int)file.Size;
            }
        }

        return found;
    }

    private static async Task<SourceFile?> ReadAsync(UpgradeRun run, TrackedFile file, CancellationToken cancellationToken)
    {
        var content = await run.Workspace.ReadBlobAsync(file, MaximumFileBytes, cancellationToken);
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            return text.Contains('\0', StringComparison.Ordinal)
                ? null
                : new SourceFile { Path = file.Path, Content = text, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Import and export clauses, <c>require</c>, and the mocks of test frameworks, of the package itself or a path in it.</summary>
    private static Regex ImportOf(string package) => new(
        $$"""\b(?:from|import|require(?:\.resolve)?|mock|unmock|doMock|importActual|requireActual)\s*\(?\s*(['"`]){{Regex.Escape(package)}}(?:/[^'"`\n]*)?\1""",
        RegexOptions.CultureInvariant,
        MatchTimeout);

    private static bool IsMatch(Regex expression, string text)
    {
        try
        {
            return expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static List<Match> Matches(string output)
    {
        try
        {
            return PathPattern().Matches(output).ToList();
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private static IEnumerable<string> TracedPaths(NodeProject project, CommandOutput tests)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in Matches(tests.Output))
        {
            var isAbsolute = match.Groups["root"].Success;
            var path = match.Groups["path"].Value;
            path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

            // Relative paths are relative to where the tests ran, unless the tool counts from the repository's root.
            foreach (var candidate in isAbsolute ? [path] : new[] { project.PathOf(path), path })
            {
                if (seen.Add(candidate))
                {
                    yield return candidate;
                }
            }
        }
    }

    /// <summary>Starts only where a path can start: tried at every letter of a long word, it would take the square of its length.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_@.+/-])(?<root>(?:file://)?/workspace/)?(?<path>(?:\./)?[A-Za-z0-9_@.+-]+(?:/[A-Za-z0-9_@.+\[\]()-]+)*\.(?:[cm]?[jt]s|[jt]sx|vue|svelte))\b",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex PathPattern();
}
