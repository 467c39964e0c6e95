using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Obligations;

public sealed class MovesTests
{
    [Fact]
    public async Task What_the_package_brings_and_drops_is_explained()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("dropped", "1.0.0").Depends("lib", "dropped", "^1").Package("deep", "1.0.0").Depends("dropped", "deep", "*");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Package("brought", "1.0.0").Depends("lib", "brought", "^1").Package("deep", "2.0.0").Depends("brought", "deep", "*");

        Verdicts.IsProved(await ProveAsync(before, after));
    }

    [Fact]
    public async Task A_package_at_another_place_in_the_same_version_has_not_moved()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("other", "^1").Package("other", "1.0.0").Package("x", "1.0.0").Depends("other", "x", "^1");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("other", "^1").Package("other", "1.0.0")
            .Package("x", "2.0.0").Depends("lib", "x", "^2").Package("x", "1.0.0", "node_modules/other/node_modules/x").Depends("other", "x", "^1");

        Verdicts.IsProved(await ProveAsync(before, after));
    }

    [Fact]
    public async Task A_package_that_moved_for_no_reason_refutes()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("lodash", "^4").Package("lodash", "4.17.20");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("lodash", "^4").Package("lodash", "4.17.21");

        Verdicts.IsRefuted(await ProveAsync(before, after), "lodash at node_modules/lodash moved from 4.17.20 to 4.17.21, but lib has nothing to do with it.");
    }

    [Fact]
    public async Task A_package_that_appeared_for_no_reason_refutes()
    {
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("miner", "*").Package("miner", "1.0.0");

        Verdicts.IsRefuted(await ProveAsync(Upgrades.Lib("^1.0.0", "1.0.0"), after), "miner 1.0.0 was added at node_modules/miner, but lib has nothing to do with it.");
    }

    [Fact]
    public async Task A_package_that_vanished_for_no_reason_refutes()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("other", "^1").Package("other", "1.0.0").Package("x", "1.0.0").Depends("other", "x", "*");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("other", "^1").Package("other", "1.0.0").Depends("other", "x", "*");

        Verdicts.IsRefuted(await ProveAsync(before, after), "x 1.0.0 vanished from node_modules/x, but lib has nothing to do with it.");
    }

    [Fact]
    public async Task What_nothing_used_may_vanish()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("extraneous", "1.0.0").Package("its-own", "1.0.0").Depends("extraneous", "its-own", "*");

        Verdicts.IsProved(await ProveAsync(before, Upgrades.Lib("^2.0.0", "2.0.0")));
    }

    [Fact]
    public async Task A_dependent_that_shared_what_the_package_replaced_may_resolve_anew()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("other", "^1").Package("other", "1.0.0").Package("x", "1.2.0").Depends("lib", "x", "~1.2").Depends("other", "x", "^1");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("other", "^1").Package("other", "1.0.0").Package("x", "2.0.0").Depends("lib", "x", "^2")
            .Package("x", "1.9.0", "node_modules/other/node_modules/x").Depends("other", "x", "^1");

        Verdicts.IsProved(await ProveAsync(before, after));
    }

    [Fact]
    public async Task A_package_whose_peer_gave_way_may_follow()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("plugin", "*").Package("plugin", "1.0.0").Peer("plugin", "lib", "^1");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("plugin", "*").Package("plugin", "2.0.0").Peer("plugin", "lib", "^2");

        Verdicts.IsProved(await ProveAsync(before, after));
    }

    [Fact]
    public async Task A_package_whose_peer_still_suits_it_may_not()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("plugin", "*").Package("plugin", "1.0.0").Peer("plugin", "lib", ">=1");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("plugin", "*").Package("plugin", "2.0.0").Peer("plugin", "lib", ">=1");

        Verdicts.IsRefuted(await ProveAsync(before, after), "plugin at node_modules/plugin moved from 1.0.0 to 2.0.0, but lib has nothing to do with it.");
    }

    [Fact]
    public async Task What_was_missing_before_may_be_added()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("other", "^1").Package("other", "1.0.0").Depends("other", "native", "1", Contracts.LockGraphs.DependencyKind.Optional);
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("other", "^1").Package("other", "1.0.0").Depends("other", "native", "1", Contracts.LockGraphs.DependencyKind.Optional)
            .Package("native", "1.0.0");

        var result = await ProveAsync(before, after);

        Verdicts.IsProved(result);
        Assert.Contains("native 1.0.0 was missing before the upgrade and has been added.", result.Detail);
    }

    [Fact]
    public async Task Every_workspace_that_has_the_package_is_upgraded()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Workspace("packages/a").Package("lib", "0.9.0", "packages/a/node_modules/lib").WorkspaceNeeds("packages/a", "lib", "~0.9.0")
            .Package("x", "1.0.0").Depends("packages/a/node_modules/lib", "x", "^1");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Workspace("packages/a").WorkspaceNeeds("packages/a", "lib", "~2.0.0");

        Verdicts.IsProved(await ProveAsync(before, after));
    }

    [Fact]
    public async Task Moves_in_circles_of_dependencies_are_explained()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("a", "1.0.0").Package("b", "1.0.0").Depends("lib", "a", "*").Depends("a", "b", "*").Depends("b", "a", "*");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Package("a", "2.0.0").Package("b", "2.0.0").Depends("lib", "a", "*").Depends("a", "b", "*").Depends("b", "a", "*");

        Verdicts.IsProved(await ProveAsync(before, after));
    }

    [Fact]
    public async Task Packages_that_explain_only_each_other_refute()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Needs("a", "*").Package("a", "1.0.0").Package("b", "1.0.0").Depends("a", "b", "*").Depends("b", "a", "*");
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Needs("a", "*").Package("a", "2.0.0").Package("b", "2.0.0").Depends("a", "b", "*").Depends("b", "a", "*");

        var result = await ProveAsync(before, after);

        Assert.Equal(ObligationStatus.Refuted, result.Status);
        Assert.Contains("a at node_modules/a moved from 1.0.0 to 2.0.0", result.Counterexample);
        Assert.Contains("b at node_modules/b moved from 1.0.0 to 2.0.0", result.Counterexample);
    }

    private static async Task<ObligationResult> ProveAsync(Graph before, Graph after)
    {
        using var host = new ProofHost();
        return await host.ProveAsync(Upgrades.Of("lib", "1.0.0", "2.0.0", "^1.0.0", "^2.0.0", before, after), "nothing-else-moved");
    }
}
