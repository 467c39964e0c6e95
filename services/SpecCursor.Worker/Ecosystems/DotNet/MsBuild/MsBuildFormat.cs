using System.Security;
using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.DotNet.MsBuild;

/// <summary>
/// Projects, <c>Directory.Packages.props</c> and every other file of MSBuild: <c>Version</c> and <c>VersionOverride</c> of a package's items, as attributes
/// or as elements. Besides these, the versions of SDKs that the file names itself.
/// </summary>
internal sealed class MsBuildFormat : IManifestFormat
{
    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package) => MsBuildFile.Parse(path, content).SitesOf(package);

    /// <summary>Escaped such that it may stand between quotes of either kind, or between tags.</summary>
    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => Encoding.UTF8.GetBytes(SecurityElement.Escape(constraint));
}
