namespace SpecCursor.AppHost.Publishing;

/// <summary>Where a part of the application comes from, where it is published.</summary>
internal enum PublishedPart
{
    /// <summary>It is published with the services.</summary>
    Included,

    /// <summary>It is there already, and is not published.</summary>
    External,
}
