using System.Collections.Immutable;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>
/// Among the published versions there is one that satisfies everything that depends on this copy of the package at once, the manifest included.
/// A dependent that the old version didn't satisfy either is left out.
/// </summary>
internal sealed class CommonVersionExists : IObligation
{
    private const int MaximumNamed = 10;

    public string Name => "common-version-exists";

    public Statement State(UpgradeProblem problem)
    {
        var dependents = problem.Dependents.Where(edge => edge.Range is not null).ToList();
        return new Statement
        {
            Words = $"One of the {problem.Published.Length} published versions of {problem.PackageWords} "
                + $"satisfies {problem.ManifestWords} ({problem.WrittenWords})"
                + (dependents.Count == 0 ? "; nothing else depends on it." : $" and everything else that depends on it at once: {List(dependents)}."),
            Scheme = problem.Scheme,
            Quantification = Quantification.Exists,
            Assumptions = [Formula.Any([.. problem.Published.Select(version => new IsSame(VersionTerm.Variable, VersionTerm.Of(version)))])],
            Claims = [Manifest(problem), .. dependents.Select(edge => Dependent(edge, problem.Pairing.Before(edge), problem))],
            Samples = [.. problem.Published.Reverse()],
            MeetsAssumptions = version => problem.Published.BinarySearch(version, Comparer<IPackageVersion>.Create(problem.Scheme.Compare)) >= 0,
            NoWitness = NoWitness(problem, dependents),
            Remarks = problem.UnreadableVersions == 0
                ? []
                : [$"{problem.UnreadableVersions} of the published versions could not be read and were left out."],
        };
    }

    private static Claim Manifest(UpgradeProblem problem) => new()
    {
        Formula = new InRange(problem.WrittenRange, VersionTerm.Variable),
        Holds = version => problem.WrittenRange.Admits(version!),
        Violation = version => $"{problem.ManifestWords} does not admit {version!.Text}",
    };

    private static Claim Dependent(GraphEdge edge, GraphEdge? before, UpgradeProblem problem)
    {
        var accepts = new InRange(edge.Range!, VersionTerm.Variable);
        return new Claim
        {
            Formula = before is null || before.Formula == Formula.True ? accepts : new Implication(before.Formula, accepts),
            Holds = version => edge.Range!.Admits(version!) || before is { Holds: false },
            Violation = version => $"{edge.From.Words} does not accept {problem.PackageWords} {version!.Text}",
        };
    }

    private static string NoWitness(UpgradeProblem problem, List<GraphEdge> dependents)
    {
        var tried = problem.Published.Reverse().Where(problem.WrittenRange.Admits).ToList();
        if (tried.Count == 0)
        {
            return $"None of the {problem.Published.Length} published versions of {problem.PackageWords} lies in {problem.WrittenWords}, "
                + $"which {problem.ManifestWords} asks for";
        }

        var reasons = tried.Take(MaximumNamed).Select(version => Reason(version, dependents.Find(edge => !edge.Range!.Admits(version))));
        var rest = tried.Count > MaximumNamed ? $", and so on for {tried.Count - MaximumNamed} more" : string.Empty;
        return $"No published version of {problem.PackageWords} satisfies {problem.ManifestWords} ({problem.WrittenWords}) "
            + $"and {List(dependents)} at once: {string.Join(", ", reasons)}{rest}";
    }

    private static string Reason(IPackageVersion version, GraphEdge? against) =>
        against is null ? version.Text : $"{version.Text} is outside {against.RangeWords} of {against.From.Words}";

    private static string List(List<GraphEdge> dependents)
    {
        var words = dependents.Select(edge => $"{edge.From.Words} ({edge.RangeWords})").Distinct().ToList();
        return string.Join(", ", words.Take(MaximumNamed)) + (words.Count > MaximumNamed ? $" and {words.Count - MaximumNamed} more" : string.Empty);
    }
}
