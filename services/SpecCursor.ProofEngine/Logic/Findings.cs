using System.Collections.Immutable;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>What was found of a statement.</summary>
/// <param name="Hold">Whether it holds.</param>
/// <param name="Witness">The version that an existential statement is true of, or that a universal one is false of.</param>
/// <param name="Violated">Claims that don't hold.</param>
internal sealed record Findings(bool Hold, IPackageVersion? Witness, ImmutableArray<Claim> Violated)
{
    /// <summary>What evaluation finds, where no solver has an answer.</summary>
    public static Findings ByEvaluation(Statement statement)
    {
        var holds = statement.Evaluate() ?? true;
        var witness = statement.Quantification switch
        {
            Quantification.ForAll => statement.CounterSample(),
            Quantification.Exists => statement.Samples.FirstOrDefault(sample => statement.Claims.All(claim => claim.Holds(sample))),
            _ => null,
        };
        var violated = holds || statement.Quantification == Quantification.Exists ? [] : statement.Claims.Where(claim => !claim.Holds(witness));
        return new Findings(holds, witness, [.. violated]);
    }
}
