namespace SpecCursor.ProofEngine.Engines.Processes;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code; -1 when it was killed.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">The beginning of what it printed on standard error.</param>
/// <param name="TimedOut">Whether it was killed for taking too long.</param>
/// <param name="OutputExceeded">Whether it was killed for printing too much.</param>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Error, bool TimedOut, bool OutputExceeded);
