namespace SpecCursor.Cli.Images;

/// <summary>What images are built on.</summary>
internal enum BaseKind
{
    /// <summary>Microsoft's images where they can be had, or else the stand-ins.</summary>
    Auto,

    /// <summary>Microsoft's images.</summary>
    Official,

    /// <summary>Stand-ins for machines that reach no registry.</summary>
    Local,
}
