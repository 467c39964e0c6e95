using System.Text.RegularExpressions;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Proving;

public sealed class HostileInputTests
{
    private static readonly Lazy<Task<UpgradeProved>> Plain = new(async () =>
    {
        using var host = new ProofHost();
        return await host.ProveAsync(Command("plain-name", "plain-range"));
    });

    public static TheoryData<string> Names =>
    [
        "x\n(assert false)\n(check-sat)",
        "x\r(assert false)\r;",
        "x\u2028(assert false)\u0085(exit)",
        "|x| (assert false) \"",
        "x\ntheorem nothing : False := by sorry\n-- ",
        "x -/ theorem nothing : False := sorry /- ",
        "⟩ := by decide\n#eval IO.Process.exit 0",
        "x\u202e\u200b\0\u001b[31m",
        new string('(', 5000),
        "\ud800",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Names_and_ranges_cannot_get_into_what_the_provers_read(string hostile)
    {
        using var host = new ProofHost();
        var plain = await Plain.Value;

        var proved = await host.ProveAsync(Command(hostile, hostile));

        foreach (var (expected, result) in plain.Obligations.Zip(proved.Obligations))
        {
            Assert.Equal((expected.Obligation, expected.Status), (result.Obligation, result.Status));
            Assert.Equal(Code(expected.Smt, ";"), Code(result.Smt, ";"));
            Assert.Equal(Code(expected.Lean, "--"), Code(result.Lean, "--"));
            Assert.All([result.Statement, result.Counterexample ?? "", result.Detail ?? ""], text => Assert.DoesNotMatch(@"[\p{Cc}\p{Cf}\u2028\u2029]", text));
        }
    }

    [Theory]
    [InlineData("^1.0.0)) (assert false) ((", "is no range of versions")]
    [InlineData("latest", "is no range of versions")]
    [InlineData("file:..", "is no range of versions")]
    public async Task A_written_constraint_that_is_no_range_is_refused(string written, string reason)
    {
        var before = Upgrades.Lib("^1.0.0", "1.0.0");

        await AssertRefusedAsync(Upgrades.Of("lib", "1.0.0", "1.1.0", "^1.0.0", written, before, Upgrades.Lib(written, "1.1.0")), reason);
    }

    [Fact]
    public async Task Commands_that_contradict_themselves_are_refused()
    {
        var good = Upgrades.Harmless();
        var twice = good.After with { Packages = [.. good.After.Packages, good.After.Packages[1]] };
        var dangling = good.After with { Edges = [.. good.After.Edges, new DependencyEdge { From = "", Name = "x", Range = "*", Kind = DependencyKind.Dependency, To = "nowhere" }] };
        var orphan = good.After with { Edges = [.. good.After.Edges, new DependencyEdge { From = "nowhere", Name = "x", Range = "*", Kind = DependencyKind.Dependency }] };

        await AssertRefusedAsync(good with { ToVersion = "one" }, "'one' is no version.");
        await AssertRefusedAsync(good with { FromVersion = "1.0.0 (assert false)" }, "is no version");
        await AssertRefusedAsync(good with { WrittenRange = "^1.2.0" }, "has no constraint '^1.2.0' of the manifest on lib");
        await AssertRefusedAsync(good with { ManifestPackageId = "packages/a" }, "'packages/a' is not in the lock graph");
        await AssertRefusedAsync(good with { After = twice }, "has two packages at 'node_modules/lib'");
        await AssertRefusedAsync(good with { After = dangling }, "resolves 'x' to 'nowhere', which is not in it");
        await AssertRefusedAsync(good with { Before = orphan }, "a constraint of 'nowhere', which is not in it");
        await AssertRefusedAsync(good with { After = new Graph().Needs("lib", "^1.1.0").Build() }, "resolves the manifest's constraint on lib to nothing");
        await AssertRefusedAsync(good with { Context = good.Context with { Ecosystem = "elixir" } }, "Nothing is known yet of the versions of the ecosystem 'elixir'.");
        await AssertRefusedAsync(good with { PublishedVersions = new string[20_001] }, "There are 20001 published versions");
    }

    [Fact]
    public async Task Texts_of_a_proof_are_bounded()
    {
        using var host = new ProofHost();
        var after = Upgrades.Lib("^1.1.0", "1.1.0");
        foreach (var i in Enumerable.Range(0, 2000))
            after.Package($"d{i}", $"1.{i}.0").Depends("lib", $"d{i}", $"^1.{i}.0");

        var result = await host.ProveAsync(
            Upgrades.Of("lib", "1.0.0", "1.1.0", "^1.0.0", "^1.1.0", Upgrades.Lib("^1.0.0", "1.0.0"), after), "constraints-are-met");

        Verdicts.IsProved(result);
        Assert.InRange(result.Smt.Length, 60_000, 64 * 1024);
        Assert.InRange(result.Lean.Length, 60_000, 64 * 1024);
        Assert.Matches(@"\n; Cut here: the first \d+ of \d+ characters are shown\.\n$", result.Smt);
        Assert.Matches(@"\n-- Cut here: the first \d+ of \d+ characters are shown\.\n$", result.Lean);
    }

    private static ProveUpgrade Command(string name, string range)
    {
        var before = Surroundings(Upgrades.Lib("^1.0.0", "1.0.0"), name, range);
        var after = Surroundings(Upgrades.Lib("^2.0.0", "2.0.0"), name, range).Package("q", "1.0.0", integrity: null);
        return Upgrades.Of("lib", "1.0.0", "2.0.0", "^1.0.0", "^2.0.0", before, after);
    }

    private static Graph Surroundings(Graph graph, string name, string range) => graph
        .Package(name, "1.0.0", at: "node_modules/a", integrity: $"sha512-{name}")
        .Peer("a", "lib", "^1").Depends("a", name, range).Depends("a", "missing", range, DependencyKind.Optional);

    private static string Code(string text, string comment) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith(comment, StringComparison.Ordinal)));

    private static async Task AssertRefusedAsync(ProveUpgrade command, string reason)
    {
        using var host = new ProofHost();

        var proved = await host.ProveAsync(command);

        Assert.Equal(ProofVerdict.Inconclusive, proved.Verdict);
        Assert.Empty(proved.Obligations);
        Assert.Equal("proof-input-invalid", proved.Failure!.Code);
        Assert.False(proved.Failure.IsTransient);
        Assert.Matches(Regex.Escape(reason), proved.Failure.Reason);
    }
}
