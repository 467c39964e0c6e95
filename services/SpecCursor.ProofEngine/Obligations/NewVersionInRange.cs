using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>The new version lies in the range that the manifest now has, and is what the lockfile resolves that range to.</summary>
internal sealed class NewVersionInRange : IObligation
{
    public string Name => "new-version-in-range";

    public Statement State(UpgradeProblem problem) => new()
    {
        Words = $"{problem.PackageWords} {problem.ToVersion.Text} lies in the range {problem.WrittenWords} that {problem.ManifestWords} now has, "
            + "and is the version that the lockfile resolves it to.",
        Scheme = problem.Scheme,
        Claims =
        [
            new Claim
            {
                Formula = new InRange(problem.WrittenRange, VersionTerm.Of(problem.ToVersion)),
                Holds = _ => problem.WrittenRange.Admits(problem.ToVersion),
                Violation = _ => $"{problem.ManifestWords} asks for {problem.PackageWords} {problem.WrittenWords}, "
                    + $"which does not admit {problem.ToVersion.Text}",
            },
            Locked(problem),
        ],
    };

    private static Claim Locked(UpgradeProblem problem)
    {
        var locked = problem.Target.Version;
        return new Claim
        {
            Formula = locked is null ? Formula.False : new IsSame(VersionTerm.Of(locked), VersionTerm.Of(problem.ToVersion)),
            Holds = _ => locked is not null && problem.Scheme.Compare(locked, problem.ToVersion) == 0,
            Violation = _ => $"The lockfile resolves {problem.PackageWords} {problem.WrittenWords} "
                + $"to {problem.Target.Words}, not to {problem.ToVersion.Text}",
        };
    }
}
