namespace SpecCursor.ProofEngine.Engines.Processes;

/// <summary>What a child process answered.</summary>
/// <param name="Text">The answer; null when there is no whole one, and the conversation is over.</param>
/// <param name="TimedOut">Whether it was killed for taking too long.</param>
internal sealed record ConversationAnswer(string? Text, bool TimedOut);
