using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Tests.Support;
using Xunit.Abstractions;

namespace SpecCursor.ProofEngine.Tests.Proving;

public sealed class LargeGraphTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifteen_hundred_packages_with_five_thousand_constraints_are_a_few_questions(bool isBroken)
    {
        using var host = new ProofHost(("Cvc5Path", ""), ("LeanPath", ""));

        var proved = await host.ProveAsync(Large(isBroken));

        foreach (var result in proved.Obligations)
            output.WriteLine($"{result.Obligation}: {result.Status} in {result.Duration.TotalMilliseconds:0} ms");
        output.WriteLine($"together {proved.Obligations.Sum(result => result.Duration.TotalMilliseconds):0} ms");
        Assert.Equal(isBroken ? ProofVerdict.Refuted : ProofVerdict.Proved, proved.Verdict);
        if (isBroken)
        {
            var constraints = proved.Obligations.Single(result => result.Obligation == "constraints-are-met");
            Assert.Equal(20, constraints.Counterexample!.Split(" but gets lib 2.0.0").Length - 1);
            Assert.EndsWith("And 10 more.", constraints.Counterexample);
        }
    }

    private static ProveUpgrade Large(bool isBroken)
    {
        var before = Surroundings(Upgrades.Lib("^1.0.0", "1.0.0"), isBroken);
        var after = Surroundings(Upgrades.Lib("^2.0.0", "2.0.0"), isBroken);
        return Upgrades.Of("lib", "1.0.0", "2.0.0", "^1.0.0", "^2.0.0", before, after, [.. Enumerable.Range(0, 400).Select(i => $"{i / 100}.{i % 100}.0")]);
    }

    private static Graph Surroundings(Graph graph, bool isBroken)
    {
        foreach (var i in Enumerable.Range(0, 1500))
        {
            graph.Package($"p{i}", $"{i % 7}.{i % 11}.{i % 13}");
            if (i < 50)
                graph.Needs($"p{i}", "*");
            foreach (var step in new[] { 1, 3, 7 }.Where(step => i + step < 1500))
                graph.Depends($"p{i}", $"p{i + step}", Range(i + step));
            if (i % 50 == 0)
                graph.Peer($"p{i}", "lib", isBroken ? "^1.0.0" : ">=1");
        }

        return graph;

        static string Range(int i) => (i % 4) switch { 0 => $">={i % 7}.{i % 11}", 1 => $"~{i % 7}.{i % 11}.0 || ^9", 2 => $"{i % 7}.x", _ => $"^{i % 7}.{i % 11}.{i % 13}" };
    }
}
