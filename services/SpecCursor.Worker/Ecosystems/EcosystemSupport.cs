namespace SpecCursor.Worker.Ecosystems;

/// <summary>What an ecosystem does and does not do, in the words of its documentation: a cell of <c>docs/ecosystems.md</c> each. Markdown.</summary>
internal sealed record EcosystemSupport
{
    /// <summary>Where constraints are read and written.</summary>
    public required string Manifests { get; init; }

    /// <summary>Which lockfiles there are, and what writes them.</summary>
    public required string Lockfiles { get; init; }

    /// <summary>Where versions come from, unless configured otherwise.</summary>
    public required string Registry { get; init; }

    /// <summary>What runs as the repository's tests.</summary>
    public required string Tests { get; init; }

    /// <summary>What somebody may look for and not find. Everything here ends with a failure that says so, or is named in the pull request.</summary>
    public required IReadOnlyList<string> NotSupported { get; init; }
}
