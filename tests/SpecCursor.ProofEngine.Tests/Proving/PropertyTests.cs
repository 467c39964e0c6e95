using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Tests.Support;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Tests.Proving;

public sealed class PropertyTests
{
    private readonly IVersionScheme _scheme = VersionSchemes.Default.Find("node")!;

    [Fact]
    public async Task The_solver_and_evaluation_agree_on_hundreds_of_versions_and_ranges()
    {
        using var host = new ProofHost();
        var random = new RandomUpgrades(1);
        var pairs = Enumerable.Range(0, 800).Select(_ => (Range: _scheme.ParseRange(random.Range())!, Version: _scheme.ParseVersion(random.Version())!)).ToList();
        var statement = new Statement
        {
            Words = "Eight hundred claims.",
            Scheme = _scheme,
            Claims = [.. pairs.Select(pair => Claim(new InRange(pair.Range, VersionTerm.Of(pair.Version)), _ => pair.Range.Admits(pair.Version)))],
        };

        var discharge = await host.DischargeAsync(statement);

        Assert.Equal(ObligationStatus.Refuted, discharge.Status);
        var admitted = pairs.Count(pair => pair.Range.Admits(pair.Version));
        Assert.InRange(admitted, 150, 650);
        Assert.Equal(pairs.Count - admitted, discharge.Findings!.Violated.Length);
    }

    [Fact]
    public async Task The_solver_and_evaluation_agree_on_the_order_of_hundreds_of_versions()
    {
        using var host = new ProofHost();
        var random = new RandomUpgrades(2);
        var pairs = Enumerable.Range(0, 500).Select(_ => (Left: _scheme.ParseVersion(random.Version(2))!, Right: _scheme.ParseVersion(random.Version(2))!)).ToList();
        var statement = new Statement
        {
            Words = "A thousand claims.",
            Scheme = _scheme,
            Claims =
            [
                .. pairs.Select(pair => Claim(new IsOlder(VersionTerm.Of(pair.Left), VersionTerm.Of(pair.Right)), _ => _scheme.Compare(pair.Left, pair.Right) < 0)),
                .. pairs.Select(pair => Claim(new IsSame(VersionTerm.Of(pair.Left), VersionTerm.Of(pair.Right)), _ => _scheme.Compare(pair.Left, pair.Right) == 0)),
            ],
        };

        var discharge = await host.DischargeAsync(statement);

        Assert.Equal(ObligationStatus.Refuted, discharge.Status);
        Assert.InRange(discharge.Findings!.Violated.Length, 500, 800);
    }

    [Fact]
    public async Task A_universal_claim_is_proved_exactly_where_no_version_contradicts_it()
    {
        using var host = new ProofHost();
        var random = new RandomUpgrades(3);
        var outcomes = new List<ObligationStatus>();
        foreach (var _ in Enumerable.Range(0, 60))
        {
            var (inner, outer) = (_scheme.ParseRange(random.Range())!, _scheme.ParseRange(random.Range())!);
            var statement = new Statement
            {
                Words = $"{inner.Text} within {outer.Text}",
                Scheme = _scheme,
                Quantification = Quantification.ForAll,
                Assumptions = [new InRange(inner, VersionTerm.Variable)],
                Claims = [Claim(new InRange(outer, VersionTerm.Variable), version => outer.Admits(version!))],
                MeetsAssumptions = inner.Admits,
            };

            var discharge = await host.DischargeAsync(statement);

            var contradiction = Grid(statement).FirstOrDefault(version => inner.Admits(version) && !outer.Admits(version));
            Assert.True(
                discharge.Status == (contradiction is null ? ObligationStatus.Proved : ObligationStatus.Refuted),
                $"{statement.Words}: {discharge.Status} {discharge.Remark}, but {contradiction?.Text ?? "nothing"} contradicts it");
            outcomes.Add(discharge.Status);
        }

        Assert.InRange(outcomes.Count(outcome => outcome == ObligationStatus.Proved), 5, 40);
    }

    [Fact]
    public async Task No_random_upgrade_makes_the_solver_and_evaluation_disagree()
    {
        using var host = new ProofHost(("Cvc5Path", ""));
        var random = new RandomUpgrades(4);
        var statuses = new List<(string Obligation, ObligationStatus Status)>();
        foreach (var _ in Enumerable.Range(0, 30))
        {
            var proved = await host.ProveAsync(random.Next());
            Assert.All(proved.Obligations, result => Assert.True(result.Status is ObligationStatus.Proved or ObligationStatus.Refuted, $"{result.Obligation}: {result.Detail}\n{result.Smt}"));
            statuses.AddRange(proved.Obligations.Select(result => (result.Obligation, result.Status)));
        }

        Assert.All(statuses.GroupBy(status => status.Obligation), group => Assert.Equal(2, group.Select(status => status.Status).Distinct().Count()));
    }

    /// <summary>All versions that the ranges' bounds, which stay below 3, can tell apart.</summary>
    private static IEnumerable<IPackageVersion> Grid(Statement statement)
    {
        var suffixes = Vocabulary.Of(statement).Suffixes;
        return from major in Enumerable.Range(0, 5)
               from minor in Enumerable.Range(0, 5)
               from patch in Enumerable.Range(0, 5)
               from rank in Enumerable.Range(0, suffixes.Count)
               select suffixes.Compose([major, minor, patch], rank);
    }

    private static Claim Claim(Formula formula, Func<IPackageVersion?, bool> holds) =>
        new() { Formula = formula, Holds = holds, Violation = version => $"{formula} fails for {version?.Text}" };
}
