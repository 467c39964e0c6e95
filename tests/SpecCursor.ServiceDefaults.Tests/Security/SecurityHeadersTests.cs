using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SpecCursor.ServiceDefaults.Tests.Security;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/broken")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    public async Task Every_response_tells_the_browser_what_not_to_do(string path)
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync(path);

        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        var policy = Header(response, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Endpoint_can_have_a_policy_of_its_own()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("/own");

        Assert.Equal("default-src 'self'", Header(response, "Content-Security-Policy"));
    }

    [Fact]
    public async Task Https_stays_https()
    {
        using var certificate = Certificate();
        await using var service = await StartAsync(builder => builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))));
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, presented, _, _) => certificate.Equals(presented) };
        using var client = new HttpClient(handler);

        using var response = await client.GetAsync(service.Client.BaseAddress);

        Assert.Contains("max-age=31536000", Header(response, "Strict-Transport-Security"), StringComparison.Ordinal);
    }

    private static Task<TestService> StartAsync(Action<WebApplicationBuilder>? configure = null) => TestService.StartAsync(
        app =>
        {
            app.MapGet("/", () => "hello");
            app.MapGet("/broken", string () => throw new InvalidOperationException());
            app.MapGet("/own", (HttpResponse response) =>
            {
                response.Headers.ContentSecurityPolicy = "default-src 'self'";
                return "own";
            });
        },
        configure: configure);

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
