using System.Diagnostics;

namespace SpecCursor.Controller.Workflow;

/// <summary>The trace that an upgrade lives in, from the request or delivery that asked for it to its publication and any retry.</summary>
internal static class TraceParents
{
    /// <summary>The current span, or a trace of its own where nothing traces.</summary>
    public static string Current() =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id }
            ? id
            : $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-00";

    /// <summary>Starts a span in an upgrade's own trace, linked to what is going on now.</summary>
    public static Activity? Continue(ActivitySource source, string name, string traceParent)
    {
        var links = Activity.Current is { } current ? [new ActivityLink(current.Context)] : Array.Empty<ActivityLink>();
        return ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? source.StartActivity(name, ActivityKind.Internal, parent, links: links)
            : null;
    }
}
