using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Webhooks;

/// <summary>The baseline: Kestrel, and the one check that no receiver of webhooks can do without. Runs in a process of its own.</summary>
internal static class BareWebhookServer
{
    /// <summary>The first argument that makes this program be the baseline.</summary>
    public const string Verb = "serve-bare-webhook";

    private const string Prefix = "sha256=";
    private const int SignatureLength = 32;

    /// <summary>Serves until it is told to end, on <c>ASPNETCORE_URLS</c>.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var secret = Encoding.UTF8.GetBytes(ServiceLauncher.WebhookSecret);
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost(SignedDelivery.Path, context => ReceiveAsync(context, secret));
        await app.RunAsync();
        return 0;
    }

    private static async Task ReceiveAsync(HttpContext context, byte[] secret)
    {
        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.StatusCode = IsSigned(context.Request.Headers["X-Hub-Signature-256"].ToString(), body, secret)
            ? StatusCodes.Status202Accepted
            : StatusCodes.Status401Unauthorized;
    }

    private static bool IsSigned(string header, MemoryStream body, byte[] secret)
    {
        Span<byte> given = stackalloc byte[SignatureLength];
        Span<byte> computed = stackalloc byte[SignatureLength];
        if (header.Length != Prefix.Length + (2 * SignatureLength) || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _);
        HMACSHA256.HashData(secret, body.GetBuffer().AsSpan(0, (int)body.Length), computed);
        return CryptographicOperations.FixedTimeEquals(given, computed);
    }
}
