namespace SpecCursor.ProofEngine.Problems;

/// <summary>
/// Which constraint of the graph before each constraint of the graph after was: the same promise of the same version of the same package. A
/// constraint that was broken before doesn't count against the upgrade, but no more copies of it may be broken than there were.
/// </summary>
internal sealed class EdgePairing
{
    private readonly Dictionary<GraphEdge, GraphEdge> _before = new(ReferenceEqualityComparer.Instance);

    public EdgePairing(PackageGraph before, PackageGraph after)
    {
        var candidates = before.Edges.ToLookup(edge => edge.Identity);
        foreach (var copies in after.Edges.GroupBy(edge => edge.Identity))
            Pair([.. candidates[copies.Key]], [.. copies]);
    }

    /// <summary>The constraint before; null where it is new.</summary>
    public GraphEdge? Before(GraphEdge after) => _before.GetValueOrDefault(after);

    /// <summary>Pairs copies at the same place first, then broken ones with broken ones.</summary>
    private void Pair(List<GraphEdge> before, List<GraphEdge> after)
    {
        foreach (var edge in after.ToList())
        {
            if (before.Find(candidate => candidate.From.Package.Id == edge.From.Package.Id) is { } same)
            {
                _before[edge] = same;
                before.Remove(same);
                after.Remove(edge);
            }
        }

        foreach (var (old, edge) in before.OrderBy(edge => edge.Holds).Zip(after.OrderBy(edge => edge.Holds)))
            _before[edge] = old;
    }
}
