using Wolverine;

namespace SpecCursor.Messaging.Envelopes;

/// <summary>Woven around every handler: the correlation id, the log scope and the gauge of active jobs.</summary>
public static class EnvelopeScopeMiddleware
{
    /// <summary>Opens the scope.</summary>
    /// <param name="envelope">The message that is about to be handled.</param>
    /// <param name="scopes">Where scopes come from.</param>
    /// <returns>The open scope.</returns>
    public static EnvelopeScope Before(Envelope envelope, EnvelopeScopes scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return scopes.Open(envelope);
    }

    /// <summary>Closes the scope, whatever the handler did.</summary>
    /// <param name="scope">The open scope.</param>
    public static void Finally(EnvelopeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scope.Dispose();
    }
}
