namespace SpecCursor.AppHost.Startup;

/// <summary>How the Aspire dashboard is reached.</summary>
/// <param name="Port">The port of its pages.</param>
/// <param name="BrowserToken">What signs a browser in.</param>
/// <param name="OtlpKey">What whoever sends telemetry shows.</param>
/// <param name="OtlpAddress">Where containers send telemetry to; null where none does, and Aspire chooses.</param>
internal sealed record DashboardAccess(int Port, string BrowserToken, string OtlpKey, Uri? OtlpAddress);
