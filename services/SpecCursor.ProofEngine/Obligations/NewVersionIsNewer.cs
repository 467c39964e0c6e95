using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>The new version is newer than the old one in the ecosystem's own order.</summary>
internal sealed class NewVersionIsNewer : IObligation
{
    public string Name => "new-version-is-newer";

    public Statement State(UpgradeProblem problem) => new()
    {
        Words = $"{problem.PackageWords} {problem.ToVersion.Text} is newer than {problem.FromVersion.Text}.",
        Scheme = problem.Scheme,
        Claims =
        [
            new Claim
            {
                Formula = new IsOlder(VersionTerm.Of(problem.FromVersion), VersionTerm.Of(problem.ToVersion)),
                Holds = _ => problem.Scheme.Compare(problem.FromVersion, problem.ToVersion) < 0,
                Violation = _ => $"{problem.PackageWords} {problem.ToVersion.Text} is not newer than {problem.FromVersion.Text}",
            },
        ],
    };
}
