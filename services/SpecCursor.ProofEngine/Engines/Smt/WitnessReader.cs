using SpecCursor.ProofEngine.Logic;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>Turns the values that a solver found back into a version and the claims that fail, and checks both by evaluation.</summary>
internal static class WitnessReader
{
    /// <summary>Reads the answer to a witness script.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="script">The script.</param>
    /// <param name="values">What the solver printed after its verdict.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="FormatException">The values make no sense, or evaluation contradicts them.</exception>
    public static Findings Read(Statement statement, SmtScript script, string values)
    {
        var read = SmtValue.ReadAll(values);
        var witness = script.VersionTerms == 0 ? null : Version(statement, [.. read.Take(script.VersionTerms).Select(SmtValue.Number)]);
        if (witness is not null && !statement.MeetsAssumptions(witness))
            throw new FormatException($"The solver found {witness.Text}, which does not meet the assumptions.");
        var truths = script.ClaimTerms.Select(term => SmtValue.Truth(read[term])).ToList();
        var violated = new List<Claim>();
        foreach (var (claim, isTrue) in statement.Claims.Zip(truths))
        {
            Compare(statement, claim, isTrue, witness);
            if (!isTrue)
                violated.Add(claim);
        }

        var holds = statement.Quantification == Quantification.Exists;
        if (holds != (violated.Count == 0))
            throw new FormatException("The solver's values don't fit its verdict.");
        return new Findings(holds, witness, [.. violated]);
    }

    /// <summary>Of atoms the values may say that more of them hold than the rules entail, but not that fewer do.</summary>
    private static void Compare(Statement statement, Claim claim, bool isTrue, IPackageVersion? witness)
    {
        var holds = claim.Holds(witness);
        if (isTrue != holds && !(isTrue && statement.AtomCount > 0))
        {
            throw new FormatException(
                $"The solver takes for {(isTrue ? "true" : "false")} what evaluation finds {(holds ? "true" : "false")}, "
                + $"namely that not: {claim.Violation(witness)}.");
        }
    }

    private static IPackageVersion Version(Statement statement, List<long> numbers)
    {
        var suffixes = Vocabulary.Of(statement).Suffixes;
        var rank = numbers[^1];
        if (rank < 0 || rank >= suffixes.Count)
            throw new FormatException($"The solver found the rank {rank}, which stands for nothing.");
        return suffixes.Compose([.. numbers[..^1]], (int)rank);
    }
}
