namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>What an upgrade changed.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">The version that it goes to.</param>
/// <param name="Project">The project with its new manifests.</param>
/// <param name="Constraints">Every constraint on the package that now stands somewhere.</param>
internal sealed record NodeChange(string Package, string Version, NodeProject Project, IReadOnlyList<string> Constraints);
