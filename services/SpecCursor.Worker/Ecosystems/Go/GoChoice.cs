namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>A module of a build.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Version">The chosen version.</param>
/// <param name="Replacement">What stands in for it; null for nothing.</param>
internal sealed record GoChoice(string Path, string Version, GoReplacement? Replacement);
