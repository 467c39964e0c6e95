using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>
/// Listens to the counters of <see cref="CriticalRules"/> and raises their alerts at the event. The counters are the same that Prometheus
/// scrapes, so that an alert raised here is one that the rule confirms.
/// </summary>
internal sealed class CriticalEventWatch : IHostedLifecycleService, IDisposable
{
    private readonly IMeterFactory _meters;
    private readonly AlertSender _sender;
    private readonly AlertingOptions _options;
    private readonly ServiceIdentity _service;
    private readonly TimeProvider _time;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, RuleWatch[]> _watches;

    /// <summary>Takes the metrics so that the counters exist.</summary>
    public CriticalEventWatch(
        IMeterFactory meters, SpecCursorMetrics metrics, AlertSender sender, IOptions<AlertingOptions> options, ServiceIdentity service, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        _meters = meters;
        _sender = sender;
        _options = options.Value;
        _service = service;
        _time = time;
        _watches = CriticalRules.All
            .GroupBy(rule => rule.Metric.Instrument, StringComparer.Ordinal)
            .ToDictionary(rules => rules.Key, rules => rules.Select(rule => new RuleWatch(rule, time)).ToArray(), StringComparer.Ordinal);
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<long>(Measured);
    }

    /// <summary>Before any other hosted service, so that nothing of theirs is missed.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        // A meter of another host in this process is not ours to watch.
        var foreign = instrument.Meter.Scope is IMeterFactory factory && !ReferenceEquals(factory, _meters);
        if (!foreign && instrument.Meter.Name == MetricCatalogue.MeterName && _watches.TryGetValue(instrument.Name, out var watches))
        {
            listener.EnableMeasurementEvents(instrument, watches);
        }
    }

    private void Measured(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var watch in (RuleWatch[])state!)
        {
            if (watch.Count(value, tags, out var apart, out var total))
            {
                _sender.Send(Describe(watch.Rule, apart, total));
            }
        }
    }

    private CriticalAlert Describe(CriticalRule rule, string? apart, long total)
    {
        var now = _time.GetUtcNow();
        var service = rule.Service(_service.Name, apart);
        var labels = new Dictionary<string, string>(_options.ExternalLabels, StringComparer.Ordinal)
        {
            ["alertname"] = rule.Alert,
            ["severity"] = "critical",
            ["service"] = service,
            ["component"] = rule.Component,
        };
        if (rule.Apart is { } label && apart is not null)
        {
            labels[label] = apart;
        }

        if (rule.Remediation is { } remediation)
        {
            labels["remediation"] = remediation;
        }

        string Filled(string text)
        {
            var filled = text.Replace("{service}", service, StringComparison.Ordinal)
                .Replace("{count}", total.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            return rule.Apart is null ? filled : filled.Replace($"{{{rule.Apart}}}", apart, StringComparison.Ordinal);
        }

        return new CriticalAlert
        {
            Labels = labels,
            Annotations = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["summary"] = Filled(rule.Summary),
                ["description"] = Filled(rule.Description),
                ["runbook_url"] = new Uri(_options.Runbooks, $"{rule.Alert}.md").ToString(),
                ["dashboard_url"] = rule.Dashboard,
            },
            StartsAt = now,
            EndsAt = now + rule.Window,
        };
    }
}
