using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// Keeps a manifest's own bytes. go writes the whole file anew, in its own form; where all that it changed is versions, they are written into the
/// file as it was instead.
/// </summary>
internal static class GoModEdit
{
    private static readonly GoModFormat Format = new();

    /// <summary>The manifest as it was, with the versions that go wrote; or what go wrote, with the line ends as they were, where it changed more than versions.</summary>
    /// <param name="path">The manifest's path.</param>
    /// <param name="original">As it was.</param>
    /// <param name="written">As go wrote it.</param>
    public static byte[] Keep(string path, byte[] original, byte[] written)
    {
        var (before, after) = (GoModFile.Parse(path, original), GoModFile.Parse(path, written));
        if (!HasSameLines(before, after))
        {
            return WithLineEndsOf(original, written);
        }

        var versions = after.Requirements.ToDictionary(requirement => requirement.Path, requirement => requirement.Version, StringComparer.Ordinal);
        return Write(original, Requirements(original).Select(words => (words[1], versions[words[0].Text])));
    }

    /// <summary>Requires a module under another path, in the lines that required it.</summary>
    /// <param name="content">The manifest.</param>
    /// <param name="from">The path that is required.</param>
    /// <param name="to">The path to require.</param>
    /// <param name="version">Its version.</param>
    public static byte[] Move(byte[] content, string from, string to, string version) => Write(
        content, Requirements(content).Where(words => words[0].Text == from).SelectMany(words => new[] { (words[0], to), (words[1], version) }));

    /// <summary>Whether go would have had nothing to tidy up.</summary>
    public static bool IsTidy(GoModFile before, GoModFile after) => before.Requirements.ToHashSet().SetEquals(after.Requirements) && before.GoVersion == after.GoVersion;

    /// <summary>Gives a text the line ends of another.</summary>
    public static byte[] WithLineEndsOf(ReadOnlySpan<byte> original, byte[] written) => original.IndexOf("\r\n"u8) < 0 || written.AsSpan().IndexOf((byte)'\r') >= 0
        ? written
        : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(written).Replace("\n", "\r\n", StringComparison.Ordinal));

    private static bool HasSameLines(GoModFile before, GoModFile after) =>
        before.GoVersion == after.GoVersion
        && before.Requirements.Count == after.Requirements.Count
        && before.Requirements.Select(Line).ToHashSet() is var lines && lines.Count == before.Requirements.Count && lines.SetEquals(after.Requirements.Select(Line))
        && before.Replacements.ToHashSet().SetEquals(after.Replacements)
        && before.Exclusions.SetEquals(after.Exclusions);

    private static IEnumerable<IReadOnlyList<GoModWord>> Requirements(byte[] content) =>
        GoModSyntax.Parse(content).Where(directive => directive is { Verb: "require", Words.Count: 2 }).Select(directive => directive.Words);

    private static byte[] Write(byte[] content, IEnumerable<(GoModWord Word, string Text)> replaced)
    {
        var texts = replaced.ToDictionary(pair => new ConstraintSite(pair.Word.Start, pair.Word.Length, pair.Word.Text, string.Empty), pair => pair.Text);
        return ManifestEdit.Apply(Format, content, texts.Keys, site => texts[site]);
    }

    private static (string Path, bool IsIndirect) Line(GoRequirement requirement) => (requirement.Path, requirement.IsIndirect);
}
