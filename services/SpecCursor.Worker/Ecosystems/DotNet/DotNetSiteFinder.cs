using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Worker.Ecosystems.DotNet.MsBuild;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>Finds the places where a package's constraint stands, through the properties that stand for one.</summary>
internal sealed partial class DotNetSiteFinder
{
    private readonly IReadOnlyList<DotNetManifest> _manifests;
    private readonly string _package;
    private readonly Dictionary<string, MsBuildFile> _files = new(StringComparer.Ordinal);

    private DotNetSiteFinder(IReadOnlyList<DotNetManifest> manifests, string package)
    {
        _manifests = manifests;
        _package = package;
    }

    /// <exception cref="StepFailedException">There is none, or one can't be edited by itself.</exception>
    public static IReadOnlyList<DotNetSite> Find(IReadOnlyList<DotNetManifest> manifests, string package) => new DotNetSiteFinder(manifests, package).Find();

    private List<DotNetSite> Find()
    {
        // What doesn't have the name in it need not be read, and may be as broken as it likes.
        var named = _manifests.Where(manifest => Mentions(manifest, _package)).ToList();
        var direct = named.SelectMany(manifest => manifest.Format.Find(manifest.Path, manifest.Content, _package).Select(place => new DotNetSite(manifest, place))).ToList();
        if (direct.Count == 0)
        {
            throw named.Exists(manifest => manifest.IsMsBuild && FileOf(manifest).Mentions(_package))
                ? new StepFailedException(FailureCodes.UnsupportedConstraint, $"The repository refers to '{_package}' without saying which version.")
                : new StepFailedException(FailureCodes.PackageNotInRepository, $"No project of the repository refers to '{_package}'.");
        }

        var isByProperty = direct.ToLookup(site => site.Manifest.IsMsBuild && site.Range.Contains("$(", StringComparison.Ordinal));
        return [.. isByProperty[false], .. isByProperty[true].GroupBy(site => site.Range, StringComparer.OrdinalIgnoreCase).Select(group => Follow(group.Key, group.Count()))];
    }

    /// <summary>The definition of a property that stands for the version, where nothing else depends on it.</summary>
    private DotNetSite Follow(string expression, int sites)
    {
        if (PropertyPattern().Match(expression) is not { Success: true } match)
        {
            throw Unsupported(expression, "is an expression of more than a property");
        }

        var property = match.Groups[1].Value;
        var files = _manifests.Where(manifest => manifest.IsMsBuild && Mentions(manifest, property)).Select(manifest => (Manifest: manifest, File: FileOf(manifest))).ToList();
        var definitions = files.SelectMany(file => file.File.Definitions(property).Select(definition => (file.Manifest, file.File, definition.Value))).ToList();
        if (definitions.Count != 1)
        {
            throw Unsupported(expression, definitions.Count == 0
                ? "is defined nowhere in the repository"
                : $"is defined in several places ({string.Join(", ", definitions.Select(definition => $"'{definition.Manifest.Path}'").Distinct())})");
        }

        if (files.Sum(file => file.File.Uses(property)) != sites)
        {
            throw Unsupported(expression, "is used for other things too");
        }

        var (place, parsed, value) = definitions[0];
        return value is not null && !value.Text.Contains("$(", StringComparison.Ordinal)
            ? new DotNetSite(place, parsed.SiteOf(value, $"property {property}"))
            : throw Unsupported(expression, $"is not plain text where '{place.Path}' defines it");
    }

    private MsBuildFile FileOf(DotNetManifest manifest)
    {
        if (!_files.TryGetValue(manifest.Path, out var file))
        {
            _files[manifest.Path] = file = MsBuildFile.Parse(manifest.Path, manifest.Content);
        }

        return file;
    }

    private StepFailedException Unsupported(string expression, string why) =>
        new(FailureCodes.UnsupportedConstraint, $"The constraint on '{_package}' can't be upgraded: '{expression}' {why}.");

    private static bool Mentions(DotNetManifest manifest, string text) =>
        Encoding.Latin1.GetString(manifest.Content).Contains(text, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A\$\(\s*([A-Za-z_][A-Za-z0-9_-]*)\s*\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex PropertyPattern();
}
