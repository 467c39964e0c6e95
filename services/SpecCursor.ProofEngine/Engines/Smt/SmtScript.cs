namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>Input for a solver.</summary>
/// <param name="Text">SMT-LIB 2, ending in the last command before <c>(exit)</c>.</param>
/// <param name="ClaimTerms">
/// For each claim of the statement the position of its truth value among those that a witness script asks for; empty for a script that asks for none.
/// </param>
/// <param name="VersionTerms">How many numbers, at the front of the values, make up the witness; 0 without one.</param>
internal sealed record SmtScript(string Text, IReadOnlyList<int> ClaimTerms, int VersionTerms);
