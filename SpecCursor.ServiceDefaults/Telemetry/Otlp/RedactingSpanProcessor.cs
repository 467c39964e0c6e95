using System.Diagnostics;
using OpenTelemetry;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.ServiceDefaults.Telemetry.Otlp;

/// <summary>Takes the secrets out of a span before it is exported.</summary>
internal sealed class RedactingSpanProcessor(SecretRedactor redactor) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        RedactTags(data);
        if (data.StatusDescription is { } description && redactor.ContainsSecret(description))
        {
            data.SetStatus(data.Status, redactor.Redact(description));
        }

        if (data.DisplayName is { } name && redactor.ContainsSecret(name))
        {
            data.DisplayName = redactor.Redact(name);
        }

        // What happened in an event can't be changed any more. Exceptions were redacted when they were recorded; should anything else carry a
        // secret, the trace has to do without this span.
        if (HasSecretInEvents(data))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private void RedactTags(Activity data)
    {
        List<KeyValuePair<string, string>>? redacted = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (tag.Value is string value && redactor.ContainsSecret(value))
            {
                (redacted ??= []).Add(new(tag.Key, redactor.Redact(value)));
            }
        }

        foreach (var tag in redacted ?? [])
        {
            data.SetTag(tag.Key, tag.Value);
        }
    }

    private bool HasSecretInEvents(Activity data)
    {
        foreach (ref readonly var activityEvent in data.EnumerateEvents())
        {
            foreach (ref readonly var tag in activityEvent.EnumerateTagObjects())
            {
                if (tag.Value is string value && redactor.ContainsSecret(value))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
