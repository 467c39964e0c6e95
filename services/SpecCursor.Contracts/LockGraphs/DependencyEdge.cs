namespace SpecCursor.Contracts.LockGraphs;

/// <summary>One package's constraint on another.</summary>
public sealed record DependencyEdge
{
    /// <summary><see cref="LockedPackage.Id"/> of the package that states the constraint.</summary>
    public required string From { get; init; }

    /// <summary>The name it depends on, as written (an alias where it is one).</summary>
    public required string Name { get; init; }

    /// <summary>The constraint as written.</summary>
    public required string Range { get; init; }

    /// <summary>The kind of promise.</summary>
    public required DependencyKind Kind { get; init; }

    /// <summary><see cref="LockedPackage.Id"/> that the lockfile resolves it to; null when nothing is there.</summary>
    public string? To { get; init; }
}
