using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Obligations;

public sealed class IntegrityTests
{
    [Fact]
    public async Task Hashes_that_are_there_and_stay_are_proved()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("x", "1.0.0", integrity: "sha512-aaa== sha1-bbb=");
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("x", "1.0.0", integrity: "sha1-bbb=  sha512-aaa==?opt").Package("new", "1.0.0")
            .Package("git", "1.0.0", integrity: null, source: PackageSource.Git).Package("bundled", "1.0.0", integrity: null, bundled: true);

        Verdicts.IsProved(await ProveAsync(before, after));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("sha512-")]
    public async Task A_new_registry_package_without_a_hash_refutes(string? integrity)
    {
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("new", "1.0.0", integrity: integrity is "" ? " " : integrity);

        Verdicts.IsRefuted(
            await ProveAsync(Upgrades.Lib("^1.0.0", "1.0.0"), after), "new 1.0.0 at node_modules/new comes from a registry and has no integrity hash.");
    }

    [Fact]
    public async Task Another_hash_for_the_same_version_refutes()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("x", "1.0.0", integrity: "sha512-aaa==");
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("x", "1.0.0", at: "node_modules/lib/node_modules/x", integrity: "sha512-bbb==");

        Verdicts.IsRefuted(
            await ProveAsync(before, after),
            "x 1.0.0 at node_modules/lib/node_modules/x is the same version with other contents: its hash was sha512-aaa== and is sha512-bbb==.");
    }

    [Fact]
    public async Task The_strongest_common_algorithm_decides()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("x", "1.0.0", integrity: "sha1-same sha512-aaa");
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("x", "1.0.0", integrity: "sha1-same sha512-bbb");

        Assert.Equal(ObligationStatus.Refuted, (await ProveAsync(before, after)).Status);
    }

    [Theory]
    [InlineData(PackageSource.Registry)]
    [InlineData(PackageSource.Url)]
    [InlineData(PackageSource.Git)]
    public async Task A_hash_that_is_lost_refutes_wherever_the_package_comes_from_now(PackageSource source)
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("x", "1.0.0", integrity: "sha512-aaa==");
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("x", "1.0.0", integrity: null, source: source);

        Verdicts.IsRefuted(await ProveAsync(before, after), "x 1.0.0 at node_modules/x had an integrity hash and has lost it.");
    }

    [Fact]
    public async Task A_weaker_hash_in_the_place_of_a_stronger_one_refutes()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("x", "1.0.0", integrity: "sha512-aaa==");
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("x", "1.0.0", integrity: "sha1-bbb=");

        Assert.Equal(ObligationStatus.Refuted, (await ProveAsync(before, after)).Status);
    }

    [Fact]
    public async Task A_stronger_hash_in_the_place_of_a_weaker_one_is_remarked_upon()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("x", "1.0.0", integrity: "sha1-aaa=");
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("x", "1.0.0", integrity: "sha512-bbb==");

        var result = await ProveAsync(before, after);

        Verdicts.IsProved(result);
        Assert.Contains("x 1.0.0 has a hash of a stronger algorithm than before", result.Detail);
    }

    [Fact]
    public async Task A_hash_that_was_never_there_is_remarked_upon()
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0").Package("x", "1.0.0", integrity: null);
        var after = Upgrades.Lib("^1.1.0", "1.1.0").Package("x", "1.0.0", integrity: null);

        var result = await ProveAsync(before, after);

        Verdicts.IsProved(result);
        Assert.Contains("x 1.0.0 had no integrity hash before the upgrade either.", result.Detail);
    }

    private static async Task<ObligationResult> ProveAsync(Graph before, Graph after)
    {
        using var host = new ProofHost();
        return await host.ProveAsync(Upgrades.Of("lib", "1.0.0", "1.1.0", "^1.0.0", "^1.1.0", before, after), "integrity-is-kept");
    }
}
