using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary><c>package.json</c>: a string a section.</summary>
/// <param name="overrides">Sections that force versions besides, names of properties with dots between, as the package manager has them.</param>
internal sealed class PackageJsonFormat(params IReadOnlyList<string> overrides) : IManifestFormat
{
    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package)
    {
        try
        {
            return [.. PackageJson.Sections.Select(section => Find(content, section, package)).Concat(Overrides(content, package)).OfType<ConstraintSite>().OrderBy(site => site.Start)];
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a package.json: {exception.Message}");
        }
    }

    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => JsonText.Quote(constraint);

    /// <summary>yarn has <c>**/name</c> for the package wherever it is; <c>$name</c> is the constraint that stands elsewhere in the file.</summary>
    private IEnumerable<ConstraintSite?> Overrides(ReadOnlyMemory<byte> content, string package) => overrides
        .SelectMany(section => new[] { Find(content, section, package), Find(content, section, $"**/{package}") })
        .Where(site => site?.Text.StartsWith('$') == false);

    private static ConstraintSite? Find(ReadOnlyMemory<byte> content, string section, string name) =>
        JsonText.Find(content, [.. section.Split('.'), name]) is { } value ? new ConstraintSite(value.Start, value.Length, value.Text, section) : null;
}
