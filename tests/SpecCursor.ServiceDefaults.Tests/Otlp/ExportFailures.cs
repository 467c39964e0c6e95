using System.Diagnostics.Tracing;

namespace SpecCursor.ServiceDefaults.Tests.Otlp;

/// <summary>Counts what OpenTelemetry's exporter says to itself of exports that failed: its own event source, which goes nowhere by default.</summary>
internal sealed class ExportFailures : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private int _count;

    public int Count => Volatile.Read(ref _count);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
        {
            EnableEvents(eventSource, EventLevel.Error);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name == Exporter)
        {
            Interlocked.Increment(ref _count);
        }
    }
}
