namespace SpecCursor.Controller.Api;

/// <summary>Where the dashboard is. Read from <c>SpecCursor</c>.</summary>
internal sealed class DashboardOptions
{
    public const string Section = "SpecCursor";

    /// <summary>The Aspire dashboard, which shows traces.</summary>
    public string? DashboardUrl { get; set; }
}
