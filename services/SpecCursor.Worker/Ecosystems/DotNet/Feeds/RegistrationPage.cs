using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>A page of a package's registration.</summary>
/// <param name="Releases">Its versions; null where they have to be asked for.</param>
/// <param name="Address">Where; null where nothing says.</param>
internal sealed record RegistrationPage(IReadOnlyList<Release>? Releases, string? Address);
