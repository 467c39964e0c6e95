using Microsoft.AspNetCore.Http;

namespace SpecCursor.ServiceDefaults.Security;

/// <summary>Adds the headers that tell a browser what it must not do with a response. A header that an endpoint sets itself stays.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    /// <summary>Pages are made on the server; their scripts and styles are files of our own.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A year, which is what browsers' preload lists ask for.</summary>
    private const string StrictTransportSecurity = "max-age=31536000; includeSubDomains";

    public Task InvokeAsync(HttpContext context)
    {
        // At the start of the response, because the exception handler clears what was set before.
        context.Response.OnStarting(AddHeaders, context);
        return next(context);
    }

    private static Task AddHeaders(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (context.Request.IsHttps)
        {
            headers.TryAdd("Strict-Transport-Security", StrictTransportSecurity);
        }

        return Task.CompletedTask;
    }
}
