using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Controller.Auditing;

/// <summary>How long the audit log is kept. Read from <c>SpecCursor:Controller:Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>Where it is read from.</summary>
    public const string Section = "SpecCursor:Controller:Audit";

    /// <summary>How long a line is kept, 90 days to 10 years; the database refuses to delete younger ones whoever asks.</summary>
    [Range(typeof(TimeSpan), "90.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
