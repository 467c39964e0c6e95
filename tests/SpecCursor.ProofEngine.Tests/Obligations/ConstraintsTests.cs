using SpecCursor.Contracts.LockGraphs;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Obligations;

public sealed class ConstraintsTests
{
    private const string Obligation = "constraints-are-met";

    [Fact]
    public async Task Constraints_of_every_kind_that_are_met_are_proved()
    {
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Needs("tool", "~2.0", DependencyKind.Development).Needs("either", "^1 || ^3")
            .Package("tool", "2.0.5").Package("either", "3.1.4").Package("plugin", "5.0.0").Package("lib", "0.9.0", "node_modules/plugin/node_modules/lib")
            .Needs("plugin", "npm:plugin@5").Needs("local", "file:../local").Package("local", "not-a-version", source: PackageSource.File)
            .Depends("plugin", "lib", "<1").Peer("tool", "lib", ">=1").Depends("tool", "absent", "^1", DependencyKind.Optional)
            .Depends("tool", "absent-peer", "^1", DependencyKind.OptionalPeer).Depends("tool", "either", "*");

        Verdicts.IsProved(await ProveAsync(Upgrades.Lib("^1.0.0", "1.0.0"), after));
    }

    [Fact]
    public async Task Every_constraint_that_the_upgrade_breaks_is_named()
    {
        var before = Surroundings(Upgrades.Lib("^1.0.0", "1.0.0"));
        var after = Surroundings(Upgrades.Lib("^2.0.0", "2.0.0"));

        var result = await ProveAsync(before, after, "2.0.0", "^2.0.0");

        Verdicts.IsRefuted(
            result,
            "a 1.0.0 needs lib ^1.0.0, but gets lib 2.0.0 at node_modules/lib. "
            + "b 1.0.0 needs lib 1.x as a peer, but gets lib 2.0.0 at node_modules/lib. "
            + "c 1.0.0 needs lib ~1.0.0 as a peer, but gets lib 2.0.0 at node_modules/lib.");

        static Graph Surroundings(Graph graph) => graph.Package("a", "1.0.0").Package("b", "1.0.0").Package("c", "1.0.0").Package("d", "1.0.0")
            .Depends("a", "lib", "^1.0.0").Peer("b", "lib", "1.x").Depends("c", "lib", "~1.0.0", DependencyKind.OptionalPeer).Depends("d", "lib", ">=1");
    }

    [Fact]
    public async Task More_than_twenty_broken_constraints_are_counted()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0");
        var after = Upgrades.Lib("^2.0.0", "2.0.0");
        foreach (var i in Enumerable.Range(10, 25))
        {
            before.Package($"p{i}", "1.0.0").Peer($"p{i}", "lib", "^1");
            after.Package($"p{i}", "1.0.0").Peer($"p{i}", "lib", "^1");
        }

        var result = await ProveAsync(before, after, "2.0.0", "^2.0.0");

        Assert.Contains("p10 1.0.0 needs lib ^1 as a peer", result.Counterexample);
        Assert.Contains("p29 1.0.0", result.Counterexample);
        Assert.EndsWith(" And 5 more.", result.Counterexample);
    }

    [Theory]
    [InlineData(DependencyKind.Dependency)]
    [InlineData(DependencyKind.Peer)]
    public async Task A_required_constraint_that_resolves_to_nothing_refutes(DependencyKind kind)
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0");
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Depends("lib", "absent", "^1", kind);

        var result = await ProveAsync(before, after);

        Verdicts.IsRefuted(result, $"lib 1.1.0 needs absent ^1{(kind == DependencyKind.Peer ? " as a peer" : "")}, but nothing is there.");
    }

    [Fact]
    public async Task What_was_broken_before_does_not_refute_and_is_remarked_upon()
    {
        var result = await ProveAsync(Broken(Upgrades.Lib("^1.0.0", "1.0.0")), Broken(Upgrades.Lib("^1.1.0", "1.1.0")));

        Verdicts.IsProved(result);
        Assert.Contains("Broken before the upgrade too: old 1.0.0 needs other ^3 as a peer, but gets other 2.0.0 at node_modules/other.", result.Detail);
        Assert.Contains("Broken before the upgrade too: old 1.0.0 needs nothing ^1, but nothing is there.", result.Detail);
        Assert.Contains("Broken before the upgrade too: old 1.0.0 needs lib ^9 as a peer, but gets lib 1.1.0 at node_modules/lib.", result.Detail);
        Assert.Contains("except 3 that were broken before the upgrade", result.Statement);

        static Graph Broken(Graph graph) => graph.Package("old", "1.0.0").Package("other", "2.0.0")
            .Peer("old", "other", "^3").Depends("old", "nothing", "^1").Peer("old", "lib", "^9");
    }

    [Fact]
    public async Task A_new_copy_of_what_was_broken_before_refutes()
    {
        var before = Copy(Copy(Upgrades.Lib("^1.0.0", "1.0.0"), "a"), "b").Package("y", "3.0.0", "node_modules/b/node_modules/y");
        var after = Copy(Copy(Upgrades.Lib("^1.1.0", "1.1.0"), "a"), "b");

        var result = await ProveAsync(before, after);

        Verdicts.IsRefuted(result, "x 1.0.0 needs y ^3, but gets y 2.0.0 at node_modules/y.");
        Assert.Contains("except 1 that was broken", result.Statement);

        static Graph Copy(Graph graph, string under)
        {
            if (under == "a")
                graph.Package("y", "2.0.0");
            return graph.Package(under, "1.0.0").Package("x", "1.0.0", $"node_modules/{under}/node_modules/x").Depends($"node_modules/{under}/node_modules/x", "y", "^3");
        }
    }

    [Fact]
    public async Task Prereleases_meet_star_and_what_names_their_release_only()
    {
        var after = Upgrades.Lib("2.0.0-rc.1", "2.0.0-rc.1").Package("a", "1.0.0").Package("b", "1.0.0").Package("c", "1.0.0")
            .Depends("a", "lib", "*").Depends("b", "lib", ">=2.0.0-beta").Depends("c", "lib", ">=1.0.0-beta");

        var result = await ProveAsync(Upgrades.Lib("^1.0.0", "1.0.0"), after, "2.0.0-rc.1", "2.0.0-rc.1");

        Verdicts.IsRefuted(result, "c 1.0.0 needs lib >=1.0.0-beta, but gets lib 2.0.0-rc.1 at node_modules/lib.");
    }

    private static async Task<Contracts.Proofs.ObligationResult> ProveAsync(Graph before, Graph after, string to = "1.1.0", string range = "^1.1.0")
    {
        using var host = new ProofHost();
        return await host.ProveAsync(Upgrades.Of("lib", "1.0.0", to, "^1.0.0", range, before, after), Obligation);
    }
}
