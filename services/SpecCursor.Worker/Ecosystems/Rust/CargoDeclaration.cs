namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Where a member of a workspace declares a dependency: in its own manifest, or, where it inherits it, in the root's.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Dependency">The entry in it.</param>
internal sealed record CargoDeclaration(CargoManifest Manifest, CargoDependency Dependency);
