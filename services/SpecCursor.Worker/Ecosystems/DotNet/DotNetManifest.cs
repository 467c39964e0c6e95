using SpecCursor.Worker.Ecosystems.DotNet.Json;
using SpecCursor.Worker.Ecosystems.DotNet.MsBuild;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>A file that can say which version of a package to use.</summary>
/// <param name="Path">Repository-relative.</param>
/// <param name="Content">As it is at the base commit.</param>
internal sealed record DotNetManifest(string Path, byte[] Content)
{
    public const int MaximumBytes = 1024 * 1024;

    private static readonly HashSet<string> ProjectExtensions = new([".csproj", ".fsproj", ".vbproj"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> ImportExtensions = new([".props", ".targets"], StringComparer.OrdinalIgnoreCase);
    private static readonly MsBuildFormat MsBuild = new();
    private static readonly GlobalJsonFormat GlobalJson = new();
    private static readonly ToolsManifestFormat Tools = new();

    public IManifestFormat Format => FormatOf(Path)!;

    public bool IsMsBuild => Format == MsBuild;

    public bool IsTools => Format == Tools;

    public bool IsProject => IsProjectPath(Path);

    public static bool IsProjectPath(string path) => ProjectExtensions.Contains(System.IO.Path.GetExtension(path));

    /// <summary>Null for a file that says nothing of packages.</summary>
    public static IManifestFormat? FormatOf(string path) => System.IO.Path.GetFileName(path) switch
    {
        GlobalJsonFormat.FileName => GlobalJson,
        ToolsManifestFormat.FileName => Tools,
        _ => IsProjectPath(path) || ImportExtensions.Contains(System.IO.Path.GetExtension(path)) ? MsBuild : null,
    };
}
