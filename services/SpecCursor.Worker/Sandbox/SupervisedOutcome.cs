using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Sandbox;

/// <summary>How a supervised process ended.</summary>
/// <param name="ExitCode">128 + n for signal n.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Output">What it printed.</param>
/// <param name="LimitExceeded">The limit that ended it, of <see cref="LimitNames"/>; null for none.</param>
internal sealed record SupervisedOutcome(int ExitCode, TimeSpan Duration, BoundedOutput Output, string? LimitExceeded);
