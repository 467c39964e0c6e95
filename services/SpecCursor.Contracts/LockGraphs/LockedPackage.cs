namespace SpecCursor.Contracts.LockGraphs;

/// <summary>One package at one place of the lock graph.</summary>
public sealed record LockedPackage
{
    /// <summary>Unique in the graph: the lockfile's own location, such as <c>node_modules/uuid</c>; empty for the root.</summary>
    public required string Id { get; init; }

    /// <summary>The package's registry name.</summary>
    public required string Name { get; init; }

    /// <summary>The locked version; null for a root or workspace without one.</summary>
    public string? Version { get; init; }

    /// <summary>The lockfile's integrity hash(es) as in Subresource Integrity: the algorithm, a hyphen, the hash in whatever encoding the ecosystem has; null when it has none.</summary>
    public string? Integrity { get; init; }

    /// <summary>Where it comes from.</summary>
    public required PackageSource Source { get; init; }

    /// <summary>Whether it ships inside its parent's archive, and so has no hash of its own.</summary>
    public bool IsBundled { get; init; }
}
