using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>Writes a <c>go.work</c>: the version of the language, and nothing else.</summary>
internal static class GoWorkEdit
{
    private static readonly GoModFormat Format = new();

    /// <summary>
    /// From go 1.21 on a workspace that names an older language than one of its modules is refused by go. So what an upgrade does to a module's line, it has to
    /// do to the workspace's; a workspace that was older before is left so, as is one that names none.
    /// </summary>
    /// <param name="content">The <c>go.work</c>.</param>
    /// <param name="file">What it says.</param>
    /// <param name="before">The languages of its modules before the upgrade.</param>
    /// <param name="after">And after it.</param>
    public static byte[] Follow(byte[] content, GoWorkFile file, IEnumerable<string?> before, IEnumerable<string?> after)
    {
        var newest = after.OfType<string>().Aggregate(default(string), (newest, version) => GoLanguage.IsNewer(version, newest) ? version : newest);
        return file.GoVersion is { } own && GoLanguage.IsNewer(newest, own) && !before.Any(version => GoLanguage.IsNewer(version, own))
            ? Write(content, newest!)
            : content;
    }

    /// <summary>Puts a version where the language's is.</summary>
    public static byte[] Write(byte[] content, string version)
    {
        var sites = GoModSyntax.Parse(content)
            .Where(directive => directive is { Verb: "go", Words.Count: 1 })
            .Select(directive => directive.Words[0])
            .Select(word => new ConstraintSite(word.Start, word.Length, word.Text, string.Empty))
            .Take(1)
            .ToList();
        return ManifestEdit.Apply(Format, content, sites, _ => version);
    }
}
