using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.ProofEngine.Tests.Support;

/// <summary>Makes small upgrades, sound and unsound. The same seed makes the same ones.</summary>
internal sealed class RandomUpgrades(int seed)
{
    private static readonly string[] s_suffixes = ["", "", "", "", "-0", "-alpha", "-alpha.1", "-beta", "-rc.1", "-rc.1.0"];
    private static readonly string[] s_signs = ["^", "~", ">=", "<", "<=", ">", "", "=", "^"];

#pragma warning disable CA5394 // Reproducible, not secret.
    private readonly Random _random = new(seed);

    private int Below(int count) => _random.Next(count);
#pragma warning restore CA5394

    private bool Chance(int percent) => Below(100) < percent;

    private T Any<T>(params T[] items) => items[Below(items.Length)];

    public string Version(int limit = 3) => $"{Below(limit)}.{Below(limit)}.{Below(limit)}{Any(s_suffixes)}";

    public string Range() => Below(12) switch
    {
        0 => "*",
        1 => $"{Below(3)}.x",
        2 => $"{Version()} - {Version()}",
        3 or 4 => $"{Comparator()} {Comparator()}",
        5 or 6 => $"{Comparator()} || {Comparator()} {Comparator()}",
        _ => Comparator(),
    };

    public ProveUpgrade Next()
    {
        string[] names = ["lib", "a", "b", "c", "d", "e"];
        var constraints = names.SelectMany(from => names.Where(to => to != from && Chance(22)).Select(to => (from, to, range: LooseRange(), kind: Kind()))).ToList();
        var versions = names.ToDictionary(name => name, _ => Version());
        var (oldRange, written) = (LooseRange(), Chance(30) ? Range() : "^0.0.0 || ^1 || ^2");
        var before = Build(versions, constraints, oldRange, versions);
        var moved = versions.ToDictionary(pair => pair.Key, pair => pair.Key == "lib" || Chance(15) ? Version() : pair.Value);
        var kept = constraints.Where(_ => Chance(93)).Select(edge => Chance(10) ? edge with { range = LooseRange() } : edge).ToList();
        var after = Build(moved, kept, written, versions);
        string[] published = [.. Enumerable.Range(0, Below(6)).Select(_ => Version()), moved["lib"]];
        return Upgrades.Of("lib", versions["lib"], moved["lib"], oldRange, written, before, after, published);
    }

    private Graph Build(
        Dictionary<string, string> versions, List<(string From, string To, string Range, DependencyKind Kind)> constraints, string range, Dictionary<string, string> known)
    {
        var graph = new Graph().Needs("lib", range).Needs("a", "*").Needs("b", "*");
        foreach (var (name, version) in versions)
        {
            if (name == "lib" || Chance(95))
                graph.Package(name, version, integrity: Chance(3) ? null : Chance(3) && known[name] == version ? "sha512-other" : "");
        }

        var present = graph.Build().Packages.Select(package => package.Name).ToHashSet();
        foreach (var (from, to, wanted, kind) in constraints.Where(edge => present.Contains(edge.From)))
            graph.Depends(from, to, wanted, kind);
        return graph;
    }

    private string LooseRange() => Chance(70) ? ">=0.0.0-0 || *" : Range();

    private string Comparator() => Any(s_signs) + Version();

    private DependencyKind Kind() => Any(DependencyKind.Dependency, DependencyKind.Dependency, DependencyKind.Peer, DependencyKind.OptionalPeer, DependencyKind.Optional);
}
