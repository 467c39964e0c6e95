using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace SpecCursor.ServiceDefaults.Logging;

/// <summary>Writes each log entry to the console as one JSON object on one line.</summary>
internal sealed class JsonLineFormatter(ServiceIdentity service, LogFieldCollector collector, LogValues values, TimeProvider time)
    : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "speccursor-json";

    private static readonly JsonWriterOptions Options = new()
    {
        // Log lines are not embedded in HTML, and people read them.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter?.Invoke(logEntry.State, logEntry.Exception) ?? "";
        var activity = Activity.Current;
        var fields = collector.Collect(logEntry.State, scopeProvider, activity);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString(LogLine.Timestamp, time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString(LogLine.Level, logEntry.LogLevel.ToString());
            json.WriteString(LogLine.Service, service.Name);
            json.WriteString(LogLine.Logger, logEntry.Category);
            if (logEntry.EventId.Name is { Length: > 0 } name)
            {
                json.WriteString(LogLine.Event, name);
            }

            json.WriteString(LogLine.Message, values.Text(message, LogLimits.Message));
            WriteContext(json, fields, activity);
            WriteException(json, logEntry.Exception);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteContext(Utf8JsonWriter json, LogFields fields, Activity? activity)
    {
        if (fields.Template is not null)
        {
            json.WriteString(LogLine.Template, fields.Template);
        }

        if (activity is not null)
        {
            json.WriteString(LogLine.TraceId, activity.TraceId.ToHexString());
            json.WriteString(LogLine.SpanId, activity.SpanId.ToHexString());
        }

        foreach (var field in fields.All)
        {
            json.WritePropertyName(field.Key);
            WriteValue(json, field.Value);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case int or long or byte or short or uint or ushort or sbyte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case string[] items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
                break;
            default:
                // NaN and the infinities are not JSON.
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void WriteException(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is not null)
        {
            json.WriteString(LogLine.ExceptionType, exception.GetType().FullName);
            json.WriteString(LogLine.ExceptionMessage, values.Text(exception.Message, LogLimits.Field));
            json.WriteString(LogLine.ExceptionStackTrace, values.Text(exception.ToString(), LogLimits.StackTrace));
        }
    }
}
