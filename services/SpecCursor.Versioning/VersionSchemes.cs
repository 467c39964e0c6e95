using SpecCursor.Versioning.Cargo;
using SpecCursor.Versioning.Go;
using SpecCursor.Versioning.Images;
using SpecCursor.Versioning.Npm;
using SpecCursor.Versioning.NuGet;
using SpecCursor.Versioning.Python;

namespace SpecCursor.Versioning;

/// <summary>The schemes that there are, by ecosystem.</summary>
public sealed class VersionSchemes
{
    private readonly Dictionary<string, IVersionScheme> _byEcosystem;

    /// <summary>Holds the given schemes.</summary>
    /// <exception cref="ArgumentException">Two of them are for the same ecosystem.</exception>
    public VersionSchemes(IEnumerable<IVersionScheme> schemes) =>
        _byEcosystem = schemes.ToDictionary(scheme => scheme.Ecosystem, StringComparer.Ordinal);

    /// <summary>All schemes of this library.</summary>
    public static VersionSchemes Default { get; } = new(
    [
        new NpmVersionScheme(),
        new CargoVersionScheme(),
        new GoVersionScheme(),
        new PythonVersionScheme(),
        new NuGetVersionScheme(),
        new ImageTagScheme(),
    ]);

    /// <summary>The scheme of an ecosystem; null where it has none yet.</summary>
    public IVersionScheme? Find(string ecosystem) => _byEcosystem.GetValueOrDefault(ecosystem);
}
