namespace SpecCursor.ServiceDefaults.Correlation;

/// <summary>The correlation id of what is being done now; it flows with the asynchronous call.</summary>
public interface ICorrelationContext
{
    /// <summary>The id, or null outside of any request or message.</summary>
    string? Current { get; }

    /// <summary>
    /// Makes <paramref name="correlationId"/> current until the result is disposed, and puts it into the baggage of the current span. An id
    /// that is not well-formed (see <see cref="CorrelationId"/>) is replaced by a new one.
    /// </summary>
    IDisposable Push(string? correlationId);
}
