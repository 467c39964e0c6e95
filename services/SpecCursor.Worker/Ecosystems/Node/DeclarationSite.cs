namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A manifest that declares the package.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="PackageId">The id in the lock graph of the package that it describes.</param>
/// <param name="Constraints">Section and constraint; the first is the one that package managers go by. What a catalog says stands for <c>catalog:</c>.</param>
internal sealed record DeclarationSite(PackageJson Manifest, string PackageId, IReadOnlyList<(string Section, string Range)> Constraints)
{
    public string Range => Constraints[0].Range;
}
