using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.Sources;

/// <summary>Finds the files that a repair may have to touch: those that use the package, and those that a failure's output names.</summary>
internal static class SourceFinder
{
    private const int MaximumFiles = 60;
    private const int MaximumBytes = 512 * 1024;
    private const int MaximumFileBytes = 64 * 1024;

    /// <summary>How long one expression may look at one text. Whoever makes an expression for <see cref="FindAsync"/> gives it this.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    /// <param name="run">The run.</param>
    /// <param name="language">What its files look like.</param>
    /// <param name="folders">Where tests ran, repository-relative; an empty one for the root.</param>
    /// <param name="mention">A text that is in every file that uses the package.</param>
    /// <param name="use">What a use of the package looks like.</param>
    /// <param name="tests">The failed tests' output.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<SourceFile>> FindAsync(
        UpgradeRun run, SourceLanguage language, IReadOnlyList<string> folders, string mention, Regex use, CommandOutput tests, CancellationToken cancellationToken)
    {
        var sources = run.Files.Where(file => IsSource(file, language)).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var mentions = await run.Workspace.FindTextAsync(mention, cancellationToken);
        var users = sources.Values.Where(file => mentions.Contains(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal);
        var traced = TracedPaths(language, folders, tests).Where(sources.ContainsKey).Select(path => sources[path]);
        var found = new List<SourceFile>();
        var budget = MaximumBytes;
        foreach (var (file, mustUse) in users.Select(file => (file, true)).Concat(traced.Select(file => (file, false))))
        {
            if (found.Count == MaximumFiles || file.Size > budget || found.Exists(other => other.Path == file.Path))
            {
                continue;
            }

            var source = await ReadAsync(run, file, cancellationToken);
            if (source is not null && (!mustUse || IsMatch(use, source.Content)))
            {
                found.Add(source);
                budget -= (int)file.Size;
            }
        }

        return found;
    }

    private static bool IsSource(TrackedFile file, SourceLanguage language) =>
        file.IsRegular && file.Size is > 0 and <= MaximumFileBytes && language.Extensions.Contains(Path.GetExtension(file.Path).ToLowerInvariant())
        && !file.Path.Split('/').Any(language.ForeignFolders.Contains);

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

    private static List<Match> Matches(Regex expression, string output)
    {
        try
        {
            return expression.Matches(output).ToList();
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private static IEnumerable<string> TracedPaths(SourceLanguage language, IReadOnlyList<string> folders, CommandOutput tests)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in Matches(language.TracedPaths, tests.Output))
        {
            var isAbsolute = match.Groups["root"].Success;
            var path = match.Groups["path"].Value;
            path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

            // Relative paths are relative to where the tests ran, unless the tool counts from the repository's root.
            foreach (var candidate in isAbsolute ? [path] : folders.Where(folder => folder.Length > 0).Select(folder => $"{folder}/{path}").Append(path))
            {
                if (seen.Add(candidate))
                {
                    yield return candidate;
                }
            }
        }
    }
}
