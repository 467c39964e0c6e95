using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A requirement at its place in a manifest.</summary>
/// <param name="Requirement">What is required.</param>
/// <param name="Site">Where its constraint stands.</param>
/// <param name="Hashes">Where the hashes of its files stand; null for nowhere.</param>
internal sealed record DeclaredRequirement(Requirement Requirement, ConstraintSite Site, Range? Hashes = null)
{
    /// <summary>The package, as an index knows it.</summary>
    public string Name { get; } = PythonName.Normalize(Requirement.Name);
}
