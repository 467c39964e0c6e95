using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace SpecCursor.ServiceDefaults.Http;

internal static class HttpDefaultsExtensions
{
    /// <summary>The largest answer that is read into memory at once, in bytes.</summary>
    private const long MaximumBufferedResponse = 64 * 1024 * 1024;

    /// <summary>
    /// Gives every HTTP client of the factory time-outs, retries with back-off and jitter, a circuit breaker and service discovery. What is not
    /// safe to repeat (POST, PATCH …) is not retried here: only its caller knows whether it is idempotent.
    /// </summary>
    public static void AddHttpDefaults(this IServiceCollection services, ServiceIdentity service)
    {
        services.AddServiceDiscovery();
        services.ConfigureHttpClientDefaults(http =>
        {
            http.ConfigureHttpClient(client =>
            {
                // GitHub and others refuse clients that don't say who they are.
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("SpecCursor", service.Version));
                client.MaxResponseContentBufferSize = MaximumBufferedResponse;
            });
            http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
    }
}
