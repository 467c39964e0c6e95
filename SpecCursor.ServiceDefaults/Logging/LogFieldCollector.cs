using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ServiceDefaults.Logging;

/// <summary>Gathers what a log line says besides its text: from where it is written, from its scopes and from its own fields, the nearest winning.</summary>
internal sealed class LogFieldCollector(LogValues values, LogFieldNames names, ICorrelationContext correlation)
{
    private const string OriginalFormat = "{OriginalFormat}";
    private const int MaximumAncestors = 16;

    public LogFields Collect(object? state, IExternalScopeProvider? scopes, Activity? activity)
    {
        var fields = new LogFields();
        if (correlation.Current is { } id)
        {
            fields.Set(LogLine.CorrelationId, id);
        }

        if (UpgradeOf(activity) is { } upgrade)
        {
            fields.Set(LogLine.UpgradeId, upgrade);
        }

        scopes?.ForEachScope(static (scope, context) => context.Collector.Add(scope, context.Fields, isState: false), (Collector: this, Fields: fields));
        Add(state, fields, isState: true);
        return fields;
    }

    private void Add(object? source, LogFields fields, bool isState)
    {
        if (source is IReadOnlyList<KeyValuePair<string, object?>> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Add(list[i], fields, isState);
            }
        }
        else if (source is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            foreach (var pair in pairs.Take(LogLimits.Fields))
            {
                Add(pair, fields, isState);
            }
        }
    }

    private void Add(KeyValuePair<string, object?> pair, LogFields fields, bool isState)
    {
        if (pair.Key == OriginalFormat)
        {
            fields.Template = isState && pair.Value is string template ? values.Text(template, LogLimits.Field) : fields.Template;
        }
        else if (pair.Value is TimeSpan duration)
        {
            var name = names.Of(pair.Key);
            fields.Set(name is "duration" or "elapsed" ? LogLine.DurationMs : name + "_ms", duration.TotalMilliseconds);
        }
        else if (pair.Value is not null && !string.IsNullOrEmpty(pair.Key))
        {
            var name = names.Of(pair.Key);
            fields.Set(name, values.Of(name, pair.Value));
        }
    }

    /// <summary>The upgrade of the nearest span that names one.</summary>
    private static string? UpgradeOf(Activity? activity)
    {
        var ancestor = activity;
        for (var i = 0; ancestor is not null && i < MaximumAncestors; i++)
        {
            if (ancestor.GetTagItem(SpanAttributes.UpgradeId) is string id)
            {
                return id;
            }

            ancestor = ancestor.Parent;
        }

        // Baggage may come from outside.
        var baggage = activity?.GetBaggageItem(LogLine.UpgradeId);
        return CorrelationId.IsValid(baggage) ? baggage : null;
    }
}
