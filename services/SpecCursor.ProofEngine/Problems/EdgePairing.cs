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
        var byPlace = before.GroupBy(edge => edge.From.Package.Id).ToDictionary(copies => copies.Key, copies => new Queue<GraphEdge>(copies));
        var elsewhere = new List<GraphEdge>();
        foreach (var edge in after)
        {
            if (byPlace.TryGetValue(edge.From.Package.Id, out var candidates) && candidates.TryDequeue(out var same))
                _before[edge] = same;
            else
                elsewhere.Add(edge);
        }

        var left = byPlace.Values.SelectMany(copies => copies);
        foreach (var (old, edge) in left.OrderBy(edge => edge.Holds).Zip(elsewhere.OrderBy(edge => edge.Holds)))
            _before[edge] = old;
    }
}
