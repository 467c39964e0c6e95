using System.Diagnostics;
using OpenTelemetry;

namespace SpecCursor.ServiceDefaults.Telemetry.Otlp;

/// <summary>
/// Gives the spans of messages the attributes of OpenTelemetry's semantic conventions for messaging
/// (https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/); the engine has older names for them.
/// </summary>
internal sealed class MessagingConventions : BaseProcessor<Activity>
{
    /// <summary>The engine's source of spans.</summary>
    public const string SourceName = "Wolverine";

    private const string Destination = "messaging.destination";

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != SourceName || data.GetTagItem(Destination) is null)
        {
            return;
        }

        data.Rename("messaging.message_id", "messaging.message.id");
        data.Rename("messaging.conversation_id", "messaging.message.conversation_id");
        data.Rename("messaging.message_payload_size_bytes", "messaging.message.body.size");
        data.Rename(Destination, "messaging.destination.name", QueueOf);

        // What handles a message is of the kind "internal", and no kind can be changed here: the collector does.
        var operation = data.Kind == ActivityKind.Producer ? "send" : "process";
        data.SetTag("messaging.operation.name", operation).SetTag("messaging.operation.type", operation);
    }

    /// <summary>The engine's addresses end in the queue's name: <c>postgresql://controller/</c>.</summary>
    private static object QueueOf(object destination) =>
        Uri.TryCreate(destination.ToString(), UriKind.Absolute, out var address)
            ? (address.AbsolutePath.Trim('/') is { Length: > 0 } path ? path : address.Host)
            : destination;
}
