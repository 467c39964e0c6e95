using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A lockfile and what it says.</summary>
internal sealed record NodeLock
{
    public required byte[] Content { get; init; }

    public required LockGraph Graph { get; init; }

    /// <summary>The servers that it has packages of.</summary>
    public required IReadOnlyList<EgressHost> Servers { get; init; }

    /// <summary>Remarks for the pull request.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
