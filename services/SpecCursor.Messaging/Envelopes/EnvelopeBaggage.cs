using System.Diagnostics;
using Wolverine;

namespace SpecCursor.Messaging.Envelopes;

/// <summary>
/// W3C Baggage (https://www.w3.org/TR/baggage/) with messages, as there is with requests. It may come from outside, hence the specification's limits, and
/// goes no further than our own services.
/// </summary>
internal static class EnvelopeBaggage
{
    /// <summary>The header.</summary>
    public const string HeaderName = "baggage";

    /// <summary>What one header holds at most, in characters and in entries; the specification's section 3.3.2 asks for no more. What is more is left behind.</summary>
    private const int MaximumLength = 8192;
    private const int MaximumEntries = 64;

    private static readonly DistributedContextPropagator s_w3c = DistributedContextPropagator.CreateW3CPropagator();

    /// <summary>Puts a span's baggage into a message that is sent.</summary>
    public static void Write(Activity activity, Envelope envelope) => s_w3c.Inject(activity, envelope, static (carrier, name, value) =>
    {
        // The engine has a way of its own to send the ids of the trace.
        if (name == HeaderName && value.Length <= MaximumLength)
        {
            ((Envelope)carrier!).Headers.TryAdd(HeaderName, value);
        }
    });

    /// <summary>Puts the baggage of a message into the span in which it is handled.</summary>
    public static void Read(Envelope envelope, Activity activity)
    {
        if (!envelope.Headers.TryGetValue(HeaderName, out var header) || header is not { Length: <= MaximumLength })
        {
            return;
        }

        var entries = s_w3c.ExtractBaggage(envelope, static (object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
        {
            values = null;
            ((Envelope)carrier!).Headers.TryGetValue(name, out value);
        });
        foreach (var (key, value) in entries?.Take(MaximumEntries) ?? [])
        {
            activity.SetBaggage(key, value);
        }
    }
}
