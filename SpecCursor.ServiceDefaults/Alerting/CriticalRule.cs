using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>
/// A critical alert that a service raises itself, at the event and not at the next evaluation of a rule. Prometheus has a rule of the same
/// name, labels and threshold: to Alertmanager both are one alert.
/// </summary>
internal sealed record CriticalRule
{
    /// <summary>The alert's name, which is its runbook's as well.</summary>
    public required string Alert { get; init; }

    /// <summary>The counter that is watched.</summary>
    public required MetricDefinition Metric { get; init; }

    /// <summary>The label that an event must have; null where all of them count.</summary>
    public KeyValuePair<string, string>? Only { get; init; }

    /// <summary>The label by whose values events are counted apart, and which the alert has as well; null where they are counted together.</summary>
    public string? Apart { get; init; }

    /// <summary>How many events within the window are critical, 1 or more.</summary>
    public required int Threshold { get; init; }

    /// <summary>The time that is looked back.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>The alert's component.</summary>
    public required string Component { get; init; }

    /// <summary>What the controller is to do about it without a person; null for nothing.</summary>
    public string? Remediation { get; init; }

    /// <summary>The dashboard that shows more, as a path.</summary>
    public required string Dashboard { get; init; }

    /// <summary>One line. <c>{service}</c>, <c>{count}</c> and the label in braces are replaced.</summary>
    public required string Summary { get; init; }

    /// <summary>A sentence or two, with the same placeholders.</summary>
    public required string Description { get; init; }

    /// <summary>The service that the alert is about, from the one that raises it and the value of <see cref="Apart"/>.</summary>
    public Func<string, string?, string> Service { get; init; } = static (emitter, _) => emitter;
}
