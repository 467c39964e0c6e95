namespace SpecCursor.Observability.Tests.Prometheus.Objectives;

/// <summary>A pair of windows, as <c>objectives.yml</c> has it.</summary>
/// <param name="Long">How long errors count, as PromQL writes it.</param>
/// <param name="Short">The end of it, in which they have to go on.</param>
/// <param name="BurnRate">How many times faster than allowed the budget burns.</param>
/// <param name="For">How long it has to, before it is told.</param>
/// <param name="Severity"><c>critical</c> or <c>warning</c>.</param>
internal sealed record BurnWindow(string Long, string Short, decimal BurnRate, string For, string Severity);
