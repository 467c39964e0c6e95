namespace SpecCursor.Worker.Ecosystems.Releases;

/// <summary>What a registry says of a package.</summary>
/// <param name="Releases">All its versions that the ecosystem can read, in any order.</param>
/// <param name="Latest">The version that whoever publishes the package calls its latest, as it is written; null where nobody says.</param>
internal sealed record ReleaseHistory(IReadOnlyList<Release> Releases, string? Latest = null);
