using Microsoft.AspNetCore.Http;

namespace SpecCursor.ServiceDefaults.Correlation;

/// <summary>Takes the caller's correlation id where it is well-formed, or else makes one, and returns it.</summary>
internal sealed class CorrelationMiddleware(RequestDelegate next, ICorrelationContext correlation)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[CorrelationId.HeaderName];
        using (correlation.Push(given.Count == 1 ? given[0] : null))
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
