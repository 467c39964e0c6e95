using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.DotNet.Json;

/// <summary><c>.config/dotnet-tools.json</c>: the versions of the tools that <c>dotnet tool restore</c> installs.</summary>
internal sealed class ToolsManifestFormat : IManifestFormat
{
    public const string FileName = "dotnet-tools.json";
    public const string Section = "tools";

    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package) =>
        JsonManifest.Find(path, content, Section, package, "version");

    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => JsonText.Quote(constraint);
}
