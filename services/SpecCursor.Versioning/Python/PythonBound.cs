namespace SpecCursor.Versioning.Python;

/// <summary>One end of an interval.</summary>
/// <param name="Version">The version at the end.</param>
/// <param name="IsInside">Whether that version itself lies in the interval.</param>
internal sealed record PythonBound(PythonVersion Version, bool IsInside);
