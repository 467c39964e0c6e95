namespace SpecCursor.Worker.Ecosystems.Manifests;

/// <summary>A kind of manifest: where constraints stand in it, and how they are written there. It never writes more than a constraint.</summary>
internal interface IManifestFormat
{
    /// <summary>Finds the places where the constraint of a package stands, in the order of the text. None overlap.</summary>
    /// <param name="path">The manifest's path, for messages.</param>
    /// <param name="content">The manifest.</param>
    /// <param name="package">The package, as the registry names it.</param>
    /// <exception cref="SpecCursor.Worker.Upgrades.StepFailedException">It is no manifest of this kind.</exception>
    IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package);

    /// <summary>The bytes to write at a place for another constraint, with the quotes and escapes that stand there.</summary>
    /// <param name="current">The bytes that stand there.</param>
    /// <param name="constraint">The constraint to write.</param>
    byte[] Write(ReadOnlySpan<byte> current, string constraint);
}
