namespace SpecCursor.Cli.Rehearsals;

/// <summary>A rehearsal could not be held; the message says why, for a person.</summary>
internal sealed class RehearsalException(string message) : Exception(message);
