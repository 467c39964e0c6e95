using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet.Json;

/// <summary>Versions in JSON files of .NET: an object of packages, whose names differ by more than their case.</summary>
internal static class JsonManifest
{
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="content">The file.</param>
    /// <param name="section">The object that has the packages.</param>
    /// <param name="package">The package.</param>
    /// <param name="inside">Where in a package's entry the version stands; empty where the entry is the version.</param>
    /// <exception cref="StepFailedException">It is not JSON without comments.</exception>
    public static IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string section, string package, params string[] inside)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithoutMark(content));
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty(section, out var packages) || packages.ValueKind != JsonValueKind.Object)
            {
                return [];
            }

            return
            [
                .. packages.EnumerateObject()
                    .Select(entry => entry.Name)
                    .Where(name => name.Equals(package, StringComparison.OrdinalIgnoreCase))
                    .Distinct(StringComparer.Ordinal)
                    .Select(name => JsonText.Find(content, [section, name, .. inside]) is { } value ? new ConstraintSite(value.Start, value.Length, value.Text, section) : null)
                    .OfType<ConstraintSite>()
                    .OrderBy(site => site.Start),
            ];
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read: {exception.Message}");
        }
    }
}
