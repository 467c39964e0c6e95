namespace SpecCursor.Observability.Tests.Prometheus.Objectives;

/// <summary>What is promised of SpecCursor, as <c>objectives.yml</c> says it.</summary>
/// <param name="Name">What it is about; part of the recorded series' names.</param>
/// <param name="Alert">The alert of its budget.</param>
/// <param name="Target">The ratio of events that may be counted on, between 0 and 1.</param>
/// <param name="Service">Who keeps it.</param>
/// <param name="Dashboard">Where to look, without the prefix of all dashboards.</param>
/// <param name="ErrorRatio">The ratio of errors over <c>$window</c>.</param>
/// <param name="Events">The number of events over <c>$window</c>.</param>
/// <param name="Summary">What the alert says in a line.</param>
/// <param name="Errors">What an error is, as the end of a sentence that begins with their percentage.</param>
internal sealed record Objective(
    string Name, string Alert, decimal Target, string Service, string Dashboard, string ErrorRatio, string Events, string Summary, string Errors)
{
    /// <summary>The part of the events that may be errors.</summary>
    public decimal Budget => 1 - Target;

    /// <summary>The recorded series with the ratio of errors over a window.</summary>
    /// <param name="window">The window, as PromQL writes it.</param>
    public string SeriesOf(string window) => $"speccursor:slo_{Name}:error_ratio{window}";
}
