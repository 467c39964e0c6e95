namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A place where a manifest declares the package.</summary>
internal sealed record DeclarationSite(PythonManifest Manifest, DeclaredRequirement Declared);
