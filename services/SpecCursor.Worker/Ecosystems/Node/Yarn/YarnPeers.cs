using SpecCursor.Contracts.LockGraphs;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>
/// Finds what provides a peer, which <c>yarn.lock</c> doesn't say: of those that depend on the package that asks, the project's own come first, and the first
/// that has what is asked for provides it.
/// </summary>
internal sealed class YarnPeers
{
    private readonly ILookup<string?, DependencyEdge> _dependents;
    private readonly Dictionary<(string From, string Name), string?> _provided = [];

    /// <param name="stated">All constraints, those of the project first.</param>
    public YarnPeers(IReadOnlyList<DependencyEdge> stated)
    {
        var edges = stated.Where(edge => edge.Kind is not (DependencyKind.Peer or DependencyKind.OptionalPeer)).ToList();
        _dependents = edges.ToLookup(edge => edge.To, StringComparer.Ordinal);
        foreach (var edge in edges)
        {
            _provided.TryAdd((edge.From, edge.Name), edge.To);
        }
    }

    public string? Find(DependencyEdge peer) =>
        _dependents[peer.From].Select(dependent => _provided.GetValueOrDefault((dependent.From, peer.Name))).FirstOrDefault(provided => provided is not null);
}
