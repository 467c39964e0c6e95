namespace SpecCursor.Versioning.Npm;

/// <summary>What the text beside a dependency's name in a <c>package.json</c> is.</summary>
public enum NpmSpecKind
{
    /// <summary>One version of a registry package.</summary>
    Version,

    /// <summary>A range of versions of a registry package.</summary>
    Range,

    /// <summary>A dist-tag such as <c>latest</c> or <c>next</c>.</summary>
    Tag,

    /// <summary><c>npm:other-name@range</c>.</summary>
    Alias,

    /// <summary>A git repository, written out or as <c>owner/name</c>.</summary>
    Git,

    /// <summary>An archive at an address.</summary>
    Remote,

    /// <summary>An archive on disk.</summary>
    File,

    /// <summary>A folder on disk.</summary>
    Directory,

    /// <summary><c>workspace:</c>, which pnpm and yarn know.</summary>
    Workspace,

    /// <summary>Nothing that npm understands.</summary>
    Unsupported,
}
