namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>Reads the deliveries of one event.</summary>
internal interface IEventReader
{
    /// <summary>The event's name, as <c>X-GitHub-Event</c> has it.</summary>
    string Event { get; }

    /// <summary>Decides what a delivery asks for.</summary>
    /// <param name="body">The delivery's body, whose signature is right.</param>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON, or not of the event's form.</exception>
    DeliveryPlan Read(ReadOnlySpan<byte> body);
}
