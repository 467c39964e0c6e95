using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary><c>package.json</c>: a string a section.</summary>
internal sealed class PackageJsonFormat : IManifestFormat
{
    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package)
    {
        try
        {
            return
            [
                .. PackageJson.Sections
                    .Select(section => JsonText.Find(content, [section, package]) is { } value ? new ConstraintSite(value.Start, value.Length, value.Text, section) : null)
                    .OfType<ConstraintSite>()
                    .OrderBy(site => site.Start),
            ];
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a package.json: {exception.Message}");
        }
    }

    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => JsonText.Quote(constraint);
}
