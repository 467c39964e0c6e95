using SpecCursor.Contracts.Proofs;

namespace SpecCursor.ProofEngine.Tests.Support;

internal static class Verdicts
{
    public static void IsProved(ObligationResult result) =>
        Assert.True(result.Status == ObligationStatus.Proved, $"{result.Obligation} is {result.Status}: {result.Counterexample} {result.Detail}\n{result.Smt}");

    public static void IsRefuted(ObligationResult result, string counterexample)
    {
        Assert.True(result.Status == ObligationStatus.Refuted, $"{result.Obligation} is {result.Status}: {result.Detail}\n{result.Smt}");
        Assert.Equal(counterexample, result.Counterexample);
    }
}
