using SpecCursor.Versioning;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Python.Poetry;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A requirement at its place in a manifest.</summary>
/// <param name="Requirement">What is required.</param>
/// <param name="Site">Where its constraint stands.</param>
/// <param name="Hashes">Where the hashes of its files stand; null for nowhere.</param>
internal sealed record DeclaredRequirement(Requirement Requirement, ConstraintSite Site, Range? Hashes = null)
{
    /// <summary>The package, as an index knows it.</summary>
    public string Name { get; } = PythonName.Normalize(Requirement.Name);

    /// <summary>Which versions it admits, in the words that the proof knows.</summary>
    public string Range => RangeOf(Site);

    /// <summary>The same of what stands at a place.</summary>
    public static string RangeOf(ConstraintSite site) => IsPoetrys(site) ? PoetryConstraint.MeaningOf(site.Text) ?? site.Text : site.Text;

    /// <summary>What is to stand at a place for another version, in the style that stands there.</summary>
    public static RangeRewrite Rewrite(ConstraintSite site, PythonVersion version) =>
        IsPoetrys(site) ? PoetryConstraint.Rewrite(site.Text, version) : PythonRangeStyle.Rewrite(site.Text, version);

    private static bool IsPoetrys(ConstraintSite site) => site.Section.StartsWith(PoetryTables.Sections, StringComparison.Ordinal);
}
