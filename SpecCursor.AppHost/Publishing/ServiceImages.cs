namespace SpecCursor.AppHost.Publishing;

/// <summary>Where the images of SpecCursor's own services are.</summary>
/// <param name="Prefix">What stands before a service's name: a registry and a path in it.</param>
/// <param name="Tag">Their tag.</param>
internal sealed record ServiceImages(string Prefix, string Tag);
