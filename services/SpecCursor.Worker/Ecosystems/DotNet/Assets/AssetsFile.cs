using System.Text.Json;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet.Assets;

/// <summary>Finds and reads <c>project.assets.json</c>, in which a restore leaves what it resolved for a project.</summary>
internal static class AssetsFile
{
    private const int MaximumBytes = 64 * 1024 * 1024;
    private const string FileName = "project.assets.json";

    /// <summary>Reads a project's; null where the restore made none. The caller disposes of it.</summary>
    /// <exception cref="StepFailedException">It is not what a restore writes.</exception>
    public static async Task<JsonDocument?> ReadAsync(UpgradeRun run, string project, CancellationToken cancellationToken)
    {
        foreach (var path in PlacesOf(project))
        {
            if (await run.Workspace.Tree.ReadAsync(path, MaximumBytes, cancellationToken) is not { } content)
            {
                continue;
            }

            var document = Parse(path, content);
            if (IsOf(document.RootElement, project))
            {
                return document;
            }

            document.Dispose();
        }

        return null;
    }

    /// <summary>Beside the project, or in the <c>artifacts</c> of a folder above it (<c>UseArtifactsOutput</c>).</summary>
    private static IEnumerable<string> PlacesOf(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        yield return Join(folder, $"obj/{FileName}");
        var name = Path.GetFileNameWithoutExtension(project);
        while (true)
        {
            yield return Join(folder, $"artifacts/obj/{name}/{FileName}");
            if (folder.Length == 0)
            {
                yield break;
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private static JsonDocument Parse(string path, byte[] content)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}', which the restore wrote, can't be read: {exception.Message}");
        }
    }

    private static bool IsOf(JsonElement root, string project) =>
        root.Object("project")?.Object("restore")?.Text("projectPath")?.EndsWith("/" + project, StringComparison.Ordinal) == true;

    private static string Join(string folder, string path) => folder.Length == 0 ? path : $"{folder}/{path}";
}
