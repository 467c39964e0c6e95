using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using SpecCursor.ServiceDefaults.Logging;

namespace SpecCursor.ServiceDefaults.Telemetry.Otlp;

/// <summary>Gives a log record the same fields as its console line, and takes the secrets out, before it is exported.</summary>
internal sealed class LogRecordProcessor(LogFieldCollector collector, LogValues values, IExternalScopeProvider scopes) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        // This runs on the thread that logs, so that the scopes and the span are still those of the log call.
        var fields = collector.Collect(data.Attributes, scopes, Activity.Current);
        var attributes = new List<KeyValuePair<string, object?>>(fields.All.Count + 4);
        if (fields.Template is not null)
        {
            attributes.Add(new(LogLine.Template, fields.Template));
        }

        foreach (var field in fields.All)
        {
            attributes.Add(new(field.Key, field.Value));
        }

        AddException(data, attributes);
        data.Attributes = attributes;
        if (data.FormattedMessage is { } message)
        {
            data.FormattedMessage = values.Text(message, LogLimits.Message);
        }

        if (data.Body is { } body)
        {
            data.Body = values.Text(body, LogLimits.Message);
        }
    }

    /// <summary>The exporter would write the exception as it is; so it gets the semantic conventions' attributes instead.</summary>
    private void AddException(LogRecord data, List<KeyValuePair<string, object?>> attributes)
    {
        if (data.Exception is { } exception)
        {
            attributes.Add(new("exception.type", exception.GetType().FullName));
            attributes.Add(new("exception.message", values.Text(exception.Message, LogLimits.Field)));
            attributes.Add(new("exception.stacktrace", values.Text(exception.ToString(), LogLimits.StackTrace)));
            data.Exception = null;
        }
    }
}
