namespace SpecCursor.ProofEngine.Engines.Lean;

/// <summary>Why Lean did not accept a file.</summary>
/// <param name="Reason">In plain words.</param>
/// <param name="TimedOut">Whether it only took too long.</param>
internal sealed record LeanComplaint(string Reason, bool TimedOut);
