using System.Diagnostics;
using OpenTelemetry;

namespace SpecCursor.ServiceDefaults.Telemetry.Otlp;

/// <summary>Drops database spans that belong to no request and no message: the queues are polled several times a second, for ever.</summary>
internal sealed class BackgroundQueryProcessor : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.Source.Name == "Npgsql" && data.ParentSpanId == default)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            data.IsAllDataRequested = false;
        }
    }
}
