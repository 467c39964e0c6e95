namespace SpecCursor.ProofEngine.Logic;

/// <summary>Where the premise holds, the conclusion does.</summary>
internal sealed record Implication(Formula Premise, Formula Conclusion) : Formula;
