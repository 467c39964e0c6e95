namespace SpecCursor.ProofEngine.Problems;

/// <summary>What was sent to be proved makes no sense; sending it again won't help.</summary>
internal sealed class ProofInputException(string message) : Exception(message);
