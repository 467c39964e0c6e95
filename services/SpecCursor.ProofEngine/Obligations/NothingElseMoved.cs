using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>
/// What was added to or vanished from the lockfile has to do with the upgrade: see <see cref="MoveRules"/>. A package that is at another place in
/// the same version has not moved.
/// </summary>
internal sealed class NothingElseMoved : IObligation
{
    private const int MaximumRemarks = 20;

    public string Name => "nothing-else-moved";

    public Statement State(UpgradeProblem problem)
    {
        var moves = new MoveRules(problem);
        var claims = moves.Moved.Select(moved => new Claim
        {
            Formula = new Atom(moved.Atom),
            Holds = _ => moves.Explained.Contains(moved.Atom),
            Violation = _ => Words(moved.Node, moved.IsAddition, problem),
        });
        return new Statement
        {
            Words = $"Each of the {moves.Moved.Count} packages that were added to or vanished from the lockfile "
                + $"is reachable from {problem.PackageWords}, "
                + "or had to give way to something that is.",
            Scheme = problem.Scheme,
            AtomCount = moves.AtomCount,
            Rules = [.. moves.Rules],
            Claims = [.. claims],
            Remarks =
            [
                .. moves.Repaired.Select(node => $"{node.Words} was missing before the upgrade and has been added.").Distinct().Take(MaximumRemarks),
            ],
        };
    }

    private static string Words(GraphNode node, bool isAddition, UpgradeProblem problem)
    {
        var name = PlainWords.Of(node.Package.Name);
        var other = (isAddition ? problem.Before : problem.After).Find(node.Package.Id);
        if (other is null || other.Package.Name != node.Package.Name)
        {
            return isAddition
                ? $"{node.Words} was added at {PlainWords.Of(node.Package.Id)}, but {problem.PackageWords} has nothing to do with it"
                : $"{node.Words} vanished from {PlainWords.Of(node.Package.Id)}, but {problem.PackageWords} has nothing to do with it";
        }

        var (old, current) = isAddition ? (other, node) : (node, other);
        return $"{name} at {PlainWords.Of(node.Package.Id)} moved from {PlainWords.Of(old.Package.Version ?? "no version")} "
            + $"to {PlainWords.Of(current.Package.Version ?? "no version")}, but {problem.PackageWords} has nothing to do with it";
    }
}
