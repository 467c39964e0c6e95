namespace SpecCursor.Worker.Ecosystems.DotNet.MsBuild;

/// <summary>An item that says which version of a package to use.</summary>
/// <param name="Kind">Of <see cref="Kinds"/>, as it is written.</param>
/// <param name="Packages">The packages that it is about: mostly one, but MSBuild takes a list.</param>
internal sealed record MsBuildItem(string Kind, IReadOnlyList<string> Packages)
{
    /// <summary>The kinds of items there are.</summary>
    public static IReadOnlySet<string> Kinds { get; } =
        new HashSet<string>(["PackageReference", "PackageVersion", "GlobalPackageReference"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands for an SDK of MSBuild that a file names itself: <c>Sdk="X/1.0"</c>, or an element of that name.</summary>
    public const string Sdk = "Sdk";

    /// <summary>The metadata that hold a version.</summary>
    public static IReadOnlySet<string> Metadata { get; } = new HashSet<string>(["Version", "VersionOverride"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Name and value of each of <see cref="Metadata"/>; null for a value that is not plain text.</summary>
    public List<(string Name, MsBuildValue? Value)> Versions { get; } = [];

    public bool IsAbout(string package) => Packages.Contains(package, StringComparer.OrdinalIgnoreCase);
}
