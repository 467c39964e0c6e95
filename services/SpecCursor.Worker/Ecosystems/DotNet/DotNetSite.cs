using NuGet.Versioning;
using SpecCursor.Worker.Ecosystems.DotNet.MsBuild;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>A place where the package's constraint stands: at the package, or in the property that only the package uses.</summary>
/// <param name="Manifest">The file.</param>
/// <param name="Place">The place in it.</param>
internal sealed record DotNetSite(DotNetManifest Manifest, ConstraintSite Place)
{
    public string Range => Place.Text;

    /// <summary>Whether it names one version of an SDK or a tool, which no restore resolves, and not a package's range.</summary>
    public bool IsPinned => !Manifest.IsMsBuild || Place.Section == MsBuildFile.SdkSection;

    /// <summary>A range as NuGet's own files write it, so that it can be found again there; the text itself where it is no range.</summary>
    public static string Normalize(string range) => VersionRange.TryParse(range, out var parsed) ? parsed.ToNormalizedString() : range;
}
