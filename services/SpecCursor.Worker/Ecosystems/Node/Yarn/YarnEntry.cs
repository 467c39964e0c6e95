using SpecCursor.Contracts.LockGraphs;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>An entry of a <c>yarn.lock</c>, of either kind.</summary>
internal sealed record YarnEntry
{
    /// <summary>What it was asked for as, such as <c>ms@^2.1.1</c> or <c>ms@npm:^2.1.1</c>.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    public required LockedPackage Package { get; init; }

    /// <summary>Where it comes from; null where the lockfile doesn't say.</summary>
    public string? Address { get; init; }

    /// <summary>The constraints that it states. Those of a workspace are taken from its manifest.</summary>
    public required IReadOnlyList<(string Name, string Range, DependencyKind Kind)> Constraints { get; init; }
}
