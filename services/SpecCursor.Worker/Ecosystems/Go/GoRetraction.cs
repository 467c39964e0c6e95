using SpecCursor.Versioning.Go;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Versions that their author took back.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Reason">Why; null where nothing is said.</param>
internal sealed record GoRetraction(GoVersion From, GoVersion To, string? Reason)
{
    /// <summary>Whether a version is one of them.</summary>
    public bool Holds(GoVersion version) => From.CompareTo(version) <= 0 && version.CompareTo(To) <= 0;
}
