using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A file in which constraints on the package stand.</summary>
/// <param name="Path">Repository-relative.</param>
/// <param name="Content">The file as it is at the base commit.</param>
/// <param name="Format">Its kind.</param>
/// <param name="Sites">The places to edit.</param>
internal sealed record ConstraintFile(string Path, byte[] Content, IManifestFormat Format, IReadOnlyList<ConstraintSite> Sites)
{
    /// <summary>The file with other constraints.</summary>
    public byte[] With(Func<string, string> constraintOf) => ManifestEdit.Apply(Format, Content, Sites, site => constraintOf(site.Text));
}
