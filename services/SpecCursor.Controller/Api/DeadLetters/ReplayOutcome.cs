namespace SpecCursor.Controller.Api.DeadLetters;

/// <summary>What became of a replay.</summary>
internal enum ReplayOutcome
{
    Accepted,
    Missing,
    Conflict,
}
