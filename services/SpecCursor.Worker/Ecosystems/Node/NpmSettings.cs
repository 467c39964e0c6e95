namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>npm's settings on this machine.</summary>
/// <param name="Registry">The registry's address, with a slash at its end.</param>
/// <param name="AuthoritiesFile">Certificate authorities to trust besides node's own; null for none.</param>
internal sealed record NpmSettings(Uri Registry, string? AuthoritiesFile);
