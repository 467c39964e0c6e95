using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Controller.Remediation;

/// <summary>How far automated responses go. Read from <c>SpecCursor:Controller:Remediation</c>.</summary>
public sealed class RemediationOptions
{
    /// <summary>Where it is read from.</summary>
    public const string Section = "SpecCursor:Controller:Remediation";

    /// <summary>Whether there are any; otherwise alerts are only recorded as skipped.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When a response that lasts ends by itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan LongestResponse { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a requested upgrade of a paused ecosystem asks whether the pause is over.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PauseCheck { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The most responses within an hour, 1 to 1000: an alert that flaps does not make the system flap.</summary>
    [Range(1, 1000)]
    public int MaximumAnHour { get; set; } = 20;
}
