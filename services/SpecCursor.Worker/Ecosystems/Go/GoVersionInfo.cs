namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>What a proxy says of a version (<c>.info</c>).</summary>
/// <param name="Version">Its canonical name.</param>
/// <param name="Time">When it was made; null where that isn't known.</param>
internal sealed record GoVersionInfo(string Version, DateTimeOffset? Time);
