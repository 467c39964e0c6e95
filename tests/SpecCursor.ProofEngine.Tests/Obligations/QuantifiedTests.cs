using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Obligations;

public sealed class QuantifiedTests
{
    [Theory]
    [InlineData("^2.1.0", "^2.0.0")]
    [InlineData("^2.1.0", ">=1")]
    [InlineData("~2.1.0", "2.1.x || 3")]
    [InlineData("^2.1.0", "<2.5 || >=2.5.0")]
    [InlineData("^2.1.0-rc.1", "^2.1.0-beta.0")]
    [InlineData("2.1.0", "2.1.0")]
    [InlineData("^2.1.0", "*")]
    [InlineData("^2.1.0", "npm:lib@^2")]
    public async Task A_range_within_all_peers_is_proved_for_all_versions(string written, string peer)
    {
        Verdicts.IsProved(await PeerAsync("^1.0.0", written, peer));
    }

    [Theory]
    [InlineData("^2.1.0", ">=1 <2.20", "2.20.0")]
    [InlineData("^2.1.0", "^2.1.0 <2.1.5 || >2.1.5", "2.1.5")]
    [InlineData("^2.1.0-rc.1", "^2.1.0", "2.1.0-rc.1")]
    [InlineData("^2.1.0 || ^3", "^2", "3.0.0")]
    [InlineData(">=2.1.0", "<=9007199254740991.0.0", "9007199254740991.0.1")]
    public async Task A_range_beyond_a_peer_is_refuted_with_a_version_in_between(string written, string peer, string between)
    {
        var result = await PeerAsync("^1.0.0", written, peer);

        Assert.Equal(ObligationStatus.Refuted, result.Status);
        Assert.StartsWith($"plugin 1.0.0 accepts lib {peer}, but the range {written} written to the manifest admits ", result.Counterexample);
        var counterexample = Parse(result.Counterexample!.Split(' ')[^1].TrimEnd('.'));
        Assert.True(Range(written).Admits(counterexample), $"{written} does not admit {counterexample.Text}");
        Assert.False(Range(peer).Admits(counterexample), $"{peer} admits {counterexample.Text}");
        Assert.True(Range(written).Admits(Parse(between)) && !Range(peer).Admits(Parse(between)));
    }

    [Fact]
    public async Task A_gap_that_no_published_version_and_no_bound_shows_is_found_by_the_solver()
    {
        var result = await PeerAsync("^1.0.0", ">=2.1.0-a <3", ">=2.1.0-a <=2.1.0-b || >=2.1.0-b.1 <3", published: ["2.1.0"]);

        Verdicts.IsRefuted(result, "plugin 1.0.0 accepts lib >=2.1.0-a <=2.1.0-b || >=2.1.0-b.1 <3, but the range >=2.1.0-a <3 written to the manifest admits 2.1.0-b.0.");
    }

    [Fact]
    public async Task Without_peers_there_is_nothing_to_violate()
    {
        using var host = new ProofHost();

        var result = await host.ProveAsync(Upgrades.Harmless(), "range-within-peers");

        Verdicts.IsProved(result);
        Assert.Contains("nothing has lib as a peer", result.Statement);
        Assert.Contains("(forall ((v Version))", result.Smt);
    }

    [Theory]
    [InlineData("^4.17.0", "^4.18.0", ">=4 <4.20")]
    [InlineData("*", "^4.18.0", "<4.18.5")]
    [InlineData("^4.17.0", "^4.18.0", "4.18.0")]
    public async Task What_the_old_range_admitted_beyond_the_same_peer_does_not_refute(string old, string written, string peer)
    {
        var result = await PeerAsync(old, written, peer, from: "4.17.0", to: "4.18.0");

        Verdicts.IsProved(result);
        Assert.Contains($"As before the upgrade: plugin 1.0.0 accepts lib {peer}, while {written} admits 4.", result.Detail);
    }

    [Fact]
    public async Task What_the_old_range_did_not_admit_refutes_although_it_was_beyond_the_peer_elsewhere()
    {
        var result = await PeerAsync("^4.17.0", "^5.0.0", ">=4 <4.20 || 5.0.0", from: "4.17.0", to: "5.0.0");

        Assert.Equal(ObligationStatus.Refuted, result.Status);
        Assert.Contains("admits 5.", result.Counterexample);
    }

    [Fact]
    public async Task A_new_peer_binds_all_of_the_range()
    {
        using var host = new ProofHost();
        var command = Upgrades.Of(
            "lib", "4.17.0", "4.18.0", "^4.17.0", "^4.18.0",
            Upgrades.Lib("^4.17.0", "4.17.0"), Upgrades.Lib("^4.18.0", "4.18.0").Package("plugin", "1.0.0").Peer("plugin", "lib", "<4.20"));

        Assert.Equal(ObligationStatus.Refuted, (await host.ProveAsync(command, "range-within-peers")).Status);
    }

    [Fact]
    public async Task A_peer_of_another_copy_does_not_count()
    {
        using var host = new ProofHost();
        var after = Upgrades.Lib("^2.0.0", "2.0.0").Package("host", "1.0.0").Package("lib", "1.0.0", "node_modules/host/node_modules/lib")
            .Package("plugin", "1.0.0", "node_modules/host/node_modules/plugin").Peer("node_modules/host/node_modules/plugin", "lib", "^1");

        Verdicts.IsProved(await host.ProveAsync(Upgrades.Of("lib", "1.0.0", "2.0.0", "^1.0.0", "^2.0.0", Upgrades.Lib("^1.0.0", "1.0.0"), after), "range-within-peers"));
    }

    [Fact]
    public async Task A_published_version_that_suits_everyone_is_found()
    {
        var result = await DependentsAsync(["1.0.0", "2.0.0", "2.1.0", "2.2.0-rc.1", "2.2.0", "nonsense", "3.0.0"], "^2.0.0", "<2.2", ">1");

        Verdicts.IsProved(result);
        Assert.Contains("2.1.0 is such a version.", result.Detail);
        Assert.Contains("1 of the published versions could not be read", result.Detail);
        Assert.Contains("(exists ((v Version))", result.Smt);
    }

    [Fact]
    public async Task That_no_published_version_suits_everyone_refutes_with_the_reasons()
    {
        var result = await DependentsAsync(["1.0.0", "2.0.0", "2.1.0"], "^2.0.0", "<2.1", ">2.0.0");

        Verdicts.IsRefuted(
            result,
            "No published version of lib satisfies the manifest (^2.0.0) and d0 1.0.0 (<2.1), d1 1.0.0 (>2.0.0) at once: "
            + "2.1.0 is outside <2.1 of d0 1.0.0, 2.0.0 is outside >2.0.0 of d1 1.0.0.");
    }

    [Fact]
    public async Task That_nothing_published_lies_in_the_written_range_refutes()
    {
        Verdicts.IsRefuted(
            await DependentsAsync(["1.0.0"], "^2.0.0"), "None of the 1 published versions of lib lies in ^2.0.0, which the manifest asks for.");
        Verdicts.IsRefuted(
            await DependentsAsync(["none"], "^2.0.0"), "None of the 0 published versions of lib lies in ^2.0.0, which the manifest asks for.");
    }

    private static async Task<ObligationResult> PeerAsync(
        string old, string written, string peer, string from = "1.0.0", string to = "2.1.0", params string[] published)
    {
        using var host = new ProofHost();
        var before = Upgrades.Lib(old, from).Package("plugin", "1.0.0").Peer("plugin", "lib", peer);
        var after = Upgrades.Lib(written, to).Package("plugin", "1.0.0").Peer("plugin", "lib", peer);
        return await host.ProveAsync(Upgrades.Of("lib", from, to, old, written, before, after, published), "range-within-peers");
    }

    private static async Task<ObligationResult> DependentsAsync(string[] published, string written, params string[] ranges)
    {
        using var host = new ProofHost();
        var after = Upgrades.Lib(written, "2.1.0");
        foreach (var (i, range) in ranges.Index())
            after.Package($"d{i}", "1.0.0").Depends($"d{i}", "lib", range, i % 2 == 0 ? DependencyKind.Dependency : DependencyKind.Peer);
        return await host.ProveAsync(Upgrades.Of("lib", "1.0.0", "2.1.0", "^1.0.0", written, Upgrades.Lib("^1.0.0", "1.0.0"), after, published), "common-version-exists");
    }

    private static Versioning.IPackageVersion Parse(string text) => Versioning.VersionSchemes.Default.Find("node")!.ParseVersion(text)!;

    private static Versioning.IVersionRange Range(string text) => Versioning.VersionSchemes.Default.Find("node")!.ParseRange(text)!;
}
