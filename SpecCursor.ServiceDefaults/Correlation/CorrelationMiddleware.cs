using Microsoft.AspNetCore.Http;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.ServiceDefaults.Correlation;

/// <summary>
/// Takes the caller's correlation id where it is well-formed and no secret, or else makes one, and returns it. It goes into every line, span and
/// message of the request, so a token that somebody put into the wrong header must not become one.
/// </summary>
internal sealed class CorrelationMiddleware(RequestDelegate next, ICorrelationContext correlation, SecretRedactor redactor)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[CorrelationId.HeaderName];
        using (correlation.Push(given is [{ } one] && !redactor.ContainsSecret(one) ? one : null))
        {
            context.Response.OnStarting(Return, (context.Response, correlation.Current));
            await next(context).ConfigureAwait(false);
        }
    }

    private static Task Return(object state)
    {
        var (response, id) = ((HttpResponse, string?))state;
        response.Headers[CorrelationId.HeaderName] = id;
        return Task.CompletedTask;
    }
}
