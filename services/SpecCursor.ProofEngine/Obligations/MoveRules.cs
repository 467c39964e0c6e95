using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>
/// What an upgrade explains, as rules over the packages of both lock graphs:
/// <list type="bullet">
/// <item>the upgraded package, before and after, wherever a manifest asks for it;</item>
/// <item>what a package that is explained depends on, in the same graph;</item>
/// <item>where a package that stayed is resolved to something else than before: either of the two, if the other is explained;</item>
/// <item>a package that is gone, if a peer of it is explained and gone, and it accepts none of what is there of that instead (what is no peer
/// could have stayed beside its successor);</item>
/// <item>what was missing before.</item>
/// </list>
/// </summary>
internal sealed class MoveRules
{
    /// <summary>With more versions than this beside each other, nothing can be said to have had to give way.</summary>
    private const int MaximumAlternatives = 100;

    private readonly UpgradeProblem _problem;
    private readonly List<Rule> _rules = [];
    private readonly HashSet<(int? Premise, int Conclusion)> _written = [];
    private readonly List<GraphNode> _repaired = [];

    public MoveRules(UpgradeProblem problem)
    {
        _problem = problem;
        var after = Identities(problem.After);
        var before = Identities(problem.Before);
        ExplainUpgraded(problem.Before, isAfter: false);
        ExplainUpgraded(problem.After, isAfter: true);
        AddReachability(problem.Before, isAfter: false);
        AddReachability(problem.After, isAfter: true);
        AddResolutions();
        AddGivingWay(after);
        Explained = LeastSet();
        var used = UsedBefore();
        Moved =
        [
            .. problem.After.Nodes.Where(node => !node.IsProject && !before.Contains(node.Identity))
                .Select(node => new Move(node, Atom(node, isAfter: true), IsAddition: true)),
            .. problem.Before.Nodes.Where(node => !node.IsProject && !after.Contains(node.Identity) && used.Contains(node))
                .Select(node => new Move(node, Atom(node, isAfter: false), IsAddition: false)),
        ];
    }

    public int AtomCount => _problem.Before.Nodes.Count + _problem.After.Nodes.Count;

    public IReadOnlyList<Rule> Rules => _rules;

    /// <summary>What is new and what is gone. What nothing used before may go.</summary>
    public IReadOnlyList<Move> Moved { get; }

    /// <summary>The atoms that the rules make hold, by evaluation.</summary>
    public IReadOnlySet<int> Explained { get; }

    /// <summary>Packages that fill a gap which was there before.</summary>
    public IReadOnlyList<GraphNode> Repaired => _repaired;

    private int Atom(GraphNode node, bool isAfter) => isAfter ? _problem.Before.Nodes.Count + node.Index : node.Index;

    /// <summary>What the manifests' entries for the package resolve to: where several workspaces have one, all of them were upgraded.</summary>
    private void ExplainUpgraded(PackageGraph graph, bool isAfter)
    {
        var name = _problem.ManifestEdge.Constraint.Name;
        var entries = graph.Nodes.Where(node => node.IsProject).SelectMany(node => node.Constraints).Where(edge => edge.Constraint.Name == name);
        foreach (var edge in entries.Where(edge => edge.To is not null))
            Explain(edge.To!, isAfter);
    }

    private void Explain(GraphNode node, bool isAfter) => Add(null, Atom(node, isAfter));

    private void Add(int? premise, int conclusion)
    {
        if (_written.Add((premise, conclusion)))
            _rules.Add(new Rule(premise is { } atom ? [atom] : [], conclusion));
    }

    private void AddReachability(PackageGraph graph, bool isAfter)
    {
        foreach (var edge in graph.Edges.Where(edge => edge.To is not null))
            Add(Atom(edge.From, isAfter), Atom(edge.To!, isAfter));
    }

    private void AddResolutions()
    {
        foreach (var (old, current) in Stayed())
        {
            var targets = old.Constraints.DistinctBy(edge => edge.Constraint.Name).ToDictionary(edge => edge.Constraint.Name, edge => edge.To);
            foreach (var edge in current.Constraints.Where(edge => edge.To is not null))
            {
                if (targets.TryGetValue(edge.Constraint.Name, out var target))
                    AddResolution(target, edge.To!);
            }
        }
    }

    private void AddResolution(GraphNode? old, GraphNode current)
    {
        if (old is null)
        {
            Explain(current, isAfter: true);
            _repaired.Add(current);
        }
        else if (old.Identity != current.Identity)
        {
            var (atomBefore, atomAfter) = (Atom(old, isAfter: false), Atom(current, isAfter: true));
            Add(atomBefore, atomAfter);
            Add(atomAfter, atomBefore);
        }
    }

    /// <summary>The packages that both graphs have, preferably those at the same place; projects by their place.</summary>
    private IEnumerable<(GraphNode Old, GraphNode Current)> Stayed()
    {
        var byIdentity = _problem.Before.Nodes.Where(node => !node.IsProject).ToLookup(node => node.Identity);
        foreach (var current in _problem.After.Nodes)
        {
            var samePlace = _problem.Before.Find(current.Package.Id);
            if (samePlace is not null && (current.IsProject ? samePlace.IsProject : samePlace.Identity == current.Identity))
                yield return (samePlace, current);
            else if (!current.IsProject && byIdentity[current.Identity].FirstOrDefault() is { } elsewhere)
                yield return (elsewhere, current);
        }
    }

    private void AddGivingWay(HashSet<(string, string?)> after)
    {
        var byName = _problem.After.Nodes.Where(node => node.Version is not null).ToLookup(node => node.Package.Name);
        var gone = _problem.Before.Edges.Where(edge => edge is { IsPeer: true, Range: not null, To: not null }
            && !after.Contains(edge.From.Identity) && !after.Contains(edge.To.Identity) && !edge.From.IsProject);
        foreach (var edge in gone)
        {
            var instead = byName[edge.To!.Package.Name].Select(node => node.Version!).DistinctBy(version => version.Text).ToList();
            if (instead.Count is 0 or > MaximumAlternatives)
                continue;
            _rules.Add(new Rule([Atom(edge.To, isAfter: false)], Atom(edge.From, isAfter: false))
            {
                Guard = Formula.All([.. instead.Select(version => new Negation(new InRange(edge.Range!, VersionTerm.Of(version))))]),
                GuardHolds = !instead.Exists(edge.Range!.Admits),
            });
        }
    }

    private HashSet<int> LeastSet()
    {
        var uses = _rules.Where(rule => rule.GuardHolds).SelectMany(rule => rule.Premises.Select(premise => (premise, rule)))
            .ToLookup(use => use.premise, use => use.rule);
        var held = new HashSet<int>();
        var queue = new Queue<int>(_rules.Where(rule => rule.Premises.IsEmpty && rule.GuardHolds).Select(rule => rule.Conclusion));
        while (queue.TryDequeue(out var atom))
        {
            if (!held.Add(atom))
                continue;
            foreach (var rule in uses[atom].Where(rule => rule.Premises.All(held.Contains)))
                queue.Enqueue(rule.Conclusion);
        }

        return held;
    }

    private HashSet<GraphNode> UsedBefore()
    {
        var used = new HashSet<GraphNode>();
        var queue = new Queue<GraphNode>(_problem.Before.Nodes.Where(node => node.IsProject));
        while (queue.TryDequeue(out var node))
        {
            if (!used.Add(node))
                continue;
            foreach (var edge in node.Constraints.Where(edge => edge.To is not null))
                queue.Enqueue(edge.To!);
        }

        return used;
    }

    private static HashSet<(string, string?)> Identities(PackageGraph graph) =>
        [.. graph.Nodes.Where(node => !node.IsProject).Select(node => node.Identity)];
}
