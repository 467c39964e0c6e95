namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>How recording a delivery ended.</summary>
internal enum Recording
{
    /// <summary>It is new, and is now on disk.</summary>
    New,

    /// <summary>It was recorded before, with the same body.</summary>
    Duplicate,

    /// <summary>Its body was recorded before, under another id: signed once, sent twice.</summary>
    Replayed,

    /// <summary>Its id was recorded before, but with another body.</summary>
    Forged,
}
