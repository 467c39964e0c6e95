using System.Text.RegularExpressions;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>A page below <c>docs/runbooks</c>.</summary>
/// <param name="Path">Its path from the root of the repository.</param>
internal sealed partial record Runbook(string Path)
{
    public const string Directory = "docs/runbooks";

    /// <summary>The list of all pages.</summary>
    public static Runbook Index { get; } = new($"{Directory}/README.md");

    /// <summary>The pages of alerts.</summary>
    public static IReadOnlyList<Runbook> All { get; } =
        [.. Repository.FilesBelow(Directory, "*.md").Where(path => path != Index.Path).Select(path => new Runbook(path))];

    /// <summary>The whole text.</summary>
    public string Text => File.ReadAllText(Repository.PathOf(Path));

    /// <summary>The headings with their marks, in their order.</summary>
    public IReadOnlyList<string> Headings => [.. Heading().Matches(Text).Select(match => match.Value.TrimEnd())];

    /// <summary>What stands under each heading but the first.</summary>
    public IReadOnlyList<string> Sections => [.. Heading().Split(Text).Skip(2).Select(section => section.Trim())];

    /// <summary>Files that it leads to, from the root of the repository.</summary>
    public IEnumerable<string> Links => Link().Matches(Text).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal))
        .Select(link => System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.PathOf(Directory), link)));

    /// <summary>The queries in a language, of which each stands in one line.</summary>
    /// <param name="language"><c>promql</c> or <c>logql</c>.</param>
    public IReadOnlyList<string> Queries(string language) =>
    [
        .. Block().Matches(Text).Where(match => match.Groups[1].Value == language)
            .SelectMany(match => match.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
    ];

    [GeneratedRegex("^#+ .+$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
