using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>
/// Every constraint of the new lock graph, peers included, is met by the version that it resolves to. One that was broken in the same way before
/// is not the upgrade's doing: it is remarked upon and doesn't refute.
/// </summary>
internal sealed class ConstraintsAreMet : IObligation
{
    private const int MaximumRemarks = 20;

    public string Name => "constraints-are-met";

    public Statement State(UpgradeProblem problem)
    {
        var broken = problem.After.Edges.Where(edge => !edge.Holds && problem.Pairing.Before(edge) is { Holds: false }).ToList();
        return new Statement
        {
            Words = $"Each of the {problem.After.Edges.Count} constraints between the packages of the new lockfile "
                + "is met by the version that it resolves to"
                + (broken.Count == 0 ? "." : $", except {broken.Count} that {(broken.Count == 1 ? "was" : "were")} broken before the upgrade."),
            Scheme = problem.Scheme,
            Claims = [.. problem.After.Edges.Select(edge => Claim(edge, problem.Pairing.Before(edge)))],
            Remarks = [.. broken.Take(MaximumRemarks).Select(edge => $"Broken before the upgrade too: {edge.Violation}.")],
        };
    }

    private static Claim Claim(GraphEdge edge, GraphEdge? before)
    {
        var formula = edge.Formula;
        return new Claim
        {
            Formula = before is null || before.Formula == Formula.True ? formula : new Implication(before.Formula, formula),
            Holds = _ => edge.Holds || before is { Holds: false },
            Violation = _ => edge.Violation,
        };
    }
}
