using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>What of a <c>package.json</c> matters here.</summary>
internal sealed record PackageJson
{
    public const string FileName = "package.json";
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>The sections that an upgrade edits, in the order in which the first counts as the project's own constraint.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["dependencies", "optionalDependencies", "devDependencies"];

    private const string NoTests = "no test specified";

    public required string Path { get; init; }

    /// <summary>The file as it is at the base commit.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The package's name; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The package's version; null where it has none.</summary>
    public string? Version { get; init; }

    /// <summary>Section, name, constraint.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Dependencies { get; init; }

    public required IReadOnlyDictionary<string, string> PeerDependencies { get; init; }

    public required IReadOnlyDictionary<string, string> Scripts { get; init; }

    /// <summary>Patterns of the workspaces' folders.</summary>
    public required IReadOnlyList<string> Workspaces { get; init; }

    /// <summary>Such as <c>pnpm@9.1.0</c>.</summary>
    public string? PackageManager { get; init; }

    /// <summary>Whether the project forces versions on its dependencies' dependencies.</summary>
    public bool HasOverrides { get; init; }

    /// <summary>yarn's own: name or pattern, constraint.</summary>
    public IReadOnlyDictionary<string, string> Resolutions { get; init; } = new Dictionary<string, string>();

    /// <summary>Its folder, relative; empty for the repository's root.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? string.Empty;

    /// <summary>Whether there are tests: the stub that <c>npm init</c> writes is none.</summary>
    public bool HasTests => Scripts.TryGetValue("test", out var script) && script.Trim().Length > 0 && !script.Contains(NoTests, StringComparison.Ordinal);

    /// <exception cref="StepFailedException">It is not what npm would accept.</exception>
    public static PackageJson Parse(string path, byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithoutMark(content));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Invalid(path, "it is not an object");
            }

            return new PackageJson
            {
                Path = path,
                Content = content,
                Name = Text(root, "name"),
                Version = Text(root, "version"),
                Dependencies = Sections.ToDictionary(
                    section => section, IReadOnlyDictionary<string, string> (section) => Strings(root, section, path, isStrict: true)),
                PeerDependencies = Strings(root, "peerDependencies", path, isStrict: false),
                Scripts = Strings(root, "scripts", path, isStrict: false),
                Workspaces = WorkspacePatterns(root),
                PackageManager = Text(root, "packageManager"),
                HasOverrides = HasMembers(root, "overrides") || HasMembers(root, "resolutions")
                    || (root.TryGetProperty("pnpm", out var pnpm) && pnpm.ValueKind == JsonValueKind.Object && HasMembers(pnpm, "overrides")),
                Resolutions = Strings(root, "resolutions", path, isStrict: false),
            };
        }
        catch (JsonException exception)
        {
            throw Invalid(path, exception.Message);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool HasMembers(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any();

    private static Dictionary<string, string> Strings(JsonElement root, string name, string path, bool isStrict)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty(name, out var section) || section.ValueKind == JsonValueKind.Null)
        {
            return result;
        }

        if (section.ValueKind != JsonValueKind.Object)
        {
            return isStrict ? throw Invalid(path, $"'{name}' is not an object") : result;
        }

        foreach (var property in section.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
            {
                result[property.Name] = property.Value.GetString()!;
            }
            else if (isStrict)
            {
                throw Invalid(path, $"the value of '{property.Name}' in '{name}' is not a string");
            }
        }

        return result;
    }

    /// <summary>An array, or an object with an array <c>packages</c>.</summary>
    private static IReadOnlyList<string> WorkspacePatterns(JsonElement root)
    {
        if (!root.TryGetProperty("workspaces", out var workspaces))
        {
            return [];
        }

        if (workspaces.ValueKind == JsonValueKind.Object && workspaces.TryGetProperty("packages", out var packages))
        {
            workspaces = packages;
        }

        return workspaces.ValueKind == JsonValueKind.Array
            ? [.. workspaces.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
    }

    private static StepFailedException Invalid(string path, string why) =>
        new(FailureCodes.InvalidManifest, $"'{path}' can't be read as a package.json: {why}.");
}
