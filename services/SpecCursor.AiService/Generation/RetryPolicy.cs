namespace SpecCursor.AiService.Generation;

/// <summary>How often the queue brings a command whose handling failed for now.</summary>
/// <param name="MaximumTries">The first time included.</param>
internal sealed record RetryPolicy(int MaximumTries);
