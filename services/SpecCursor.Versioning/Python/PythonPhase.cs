namespace SpecCursor.Versioning.Python;

/// <summary>How far a prerelease has come, oldest first.</summary>
internal enum PythonPhase
{
    Alpha,
    Beta,
    Candidate,
}
