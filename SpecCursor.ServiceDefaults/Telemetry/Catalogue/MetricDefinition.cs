namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>One metric, declared once: the instrument, both exporters, the docs, the dashboards and the alerts are made from it or checked against it.</summary>
public sealed record MetricDefinition
{
    /// <summary>The name in Prometheus, base unit and <c>_total</c> included.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics"/> instrument and in OTLP; the Prometheus naming rules make <see cref="Name"/> of it.</summary>
    public required string Instrument { get; init; }

    /// <summary>Counter, gauge or histogram.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>The unit in UCUM notation: <c>s</c>, or an annotation such as <c>{upgrade}</c>, which leaves no trace in the Prometheus name.</summary>
    public required string Unit { get; init; }

    /// <summary>What is measured, in one sentence; the HELP text.</summary>
    public required string Meaning { get; init; }

    /// <summary>The labels in their order.</summary>
    public required IReadOnlyList<LabelDefinition> Labels { get; init; }

    /// <summary>The services that report it; empty: every service.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Upper bounds of a histogram's buckets, ascending, in <see cref="Unit"/>; empty for the other kinds.</summary>
    public IReadOnlyList<double> Buckets { get; init; } = [];
}
