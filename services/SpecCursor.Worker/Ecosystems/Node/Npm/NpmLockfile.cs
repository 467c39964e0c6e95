using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Npm;

/// <summary>npm's lockfile of a project.</summary>
internal static class NpmLockfile
{
    /// <summary>Reads a lockfile. The caller disposes of it.</summary>
    /// <exception cref="StepFailedException">It is not JSON.</exception>
    public static JsonDocument Parse(string path, byte[] content)
    {
        try
        {
            var document = JsonDocument.Parse(JsonText.WithoutMark(content));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}' is not an object.");
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}' can't be read: {exception.Message}");
        }
    }

    /// <summary>Whether it has the tree of version 2 and 3; version 1 lacks what edges are made of.</summary>
    public static bool HasPackages(JsonDocument lockfile) =>
        lockfile.RootElement.TryGetProperty("packages", out var packages) && packages.ValueKind == JsonValueKind.Object;

    /// <summary>Whether the project keeps its registry's addresses out of its lockfile (<c>omit-lockfile-registry-resolved</c>).</summary>
    public static bool OmitsAddresses(JsonDocument lockfile)
    {
        var locked = Entries(lockfile).Where(entry => entry.Value.TryGetProperty("integrity", out _)).ToList();
        return locked.Count > 0 && locked.TrueForAll(entry => !entry.Value.TryGetProperty("resolved", out _));
    }

    /// <summary>Places of packages that want to run scripts on installation.</summary>
    public static IEnumerable<string> WithInstallScripts(JsonDocument lockfile) =>
        Entries(lockfile)
            .Where(entry => entry.Value.TryGetProperty("hasInstallScript", out var flag) && flag.ValueKind == JsonValueKind.True)
            .Select(entry => entry.Name);

    /// <summary>Where packages come from, as far as the lockfile says.</summary>
    public static IEnumerable<string> Addresses(JsonDocument lockfile) =>
        Entries(lockfile)
            .Select(entry => entry.Value.TryGetProperty("resolved", out var resolved) && resolved.ValueKind == JsonValueKind.String ? resolved.GetString() : null)
            .OfType<string>();

    private static IEnumerable<JsonProperty> Entries(JsonDocument lockfile) => HasPackages(lockfile)
        ? lockfile.RootElement.GetProperty("packages").EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object)
        : [];
}
