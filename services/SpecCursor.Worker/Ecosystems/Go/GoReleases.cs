using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>A module's releases at one path.</summary>
/// <param name="Releases">All of them, oldest first.</param>
/// <param name="Deprecation">What its author says instead of going on with it; null for nothing.</param>
internal sealed record GoReleases(IReadOnlyList<Release> Releases, string? Deprecation);
