using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.DotNet.Json;

/// <summary><c>global.json</c>: the versions of the MSBuild SDKs that projects name without one.</summary>
internal sealed class GlobalJsonFormat : IManifestFormat
{
    public const string FileName = "global.json";
    public const string Section = "msbuild-sdks";

    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package) => JsonManifest.Find(path, content, Section, package);

    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => JsonText.Quote(constraint);
}
