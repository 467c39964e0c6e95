using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Worker.Ecosystems.Releases;

/// <summary>The section <c>SpecCursor:Worker:Releases</c>.</summary>
internal sealed class ReleaseOptions
{
    public const string Section = "SpecCursor:Worker:Releases";

    /// <summary>
    /// How long a version must have been public before an upgrade goes to it, zero to a year. Malicious versions are mostly found and withdrawn within
    /// days. Of a version whose time of publication is unknown, it asks nothing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "366.00:00:00")]
    public TimeSpan MinimumAge { get; set; } = TimeSpan.Zero;
}
