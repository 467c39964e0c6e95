namespace SpecCursor.ServiceDefaults.Logging;

/// <summary>The names of the fields that log lines have in common.</summary>
public static class LogLine
{
    /// <summary>UTC, ISO 8601.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>Trace, Debug, Information, Warning, Error or Critical.</summary>
    public const string Level = "level";

    /// <summary>The service's name.</summary>
    public const string Service = "service";

    /// <summary>The logger's category.</summary>
    public const string Logger = "logger";

    /// <summary>The event's name, where it has one.</summary>
    public const string Event = "event";

    /// <summary>The text.</summary>
    public const string Message = "message";

    /// <summary>The text before its fields were filled in.</summary>
    public const string Template = "template";

    /// <summary>The trace, 32 hexadecimal digits.</summary>
    public const string TraceId = "trace_id";

    /// <summary>The span, 16 hexadecimal digits.</summary>
    public const string SpanId = "span_id";

    /// <summary>The correlation id.</summary>
    public const string CorrelationId = "correlation_id";

    /// <summary>The upgrade that is being worked on.</summary>
    public const string UpgradeId = "upgrade_id";

    /// <summary>What was measured, in milliseconds.</summary>
    public const string DurationMs = "duration_ms";

    /// <summary>The exception's type.</summary>
    public const string ExceptionType = "exception_type";

    /// <summary>The exception's message.</summary>
    public const string ExceptionMessage = "exception_message";

    /// <summary>The exception with its inner ones and their stacks.</summary>
    public const string ExceptionStackTrace = "exception_stacktrace";
}
