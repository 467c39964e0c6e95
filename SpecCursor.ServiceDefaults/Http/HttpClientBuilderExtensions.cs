using Microsoft.Extensions.DependencyInjection;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Http;

/// <summary>Metrics of calls to other parties.</summary>
public static class HttpClientBuilderExtensions
{
    /// <summary>Records <c>speccursor_external_requests_total</c> and its duration for each attempt that this client makes.</summary>
    /// <param name="builder">The client; add its resilience before, so that each attempt is counted.</param>
    /// <param name="api">A value of the <c>api</c> label, such as <c>npm</c>.</param>
    /// <exception cref="ArgumentException">The catalogue doesn't know the API.</exception>
    public static IHttpClientBuilder AddExternalRequestMetrics(this IHttpClientBuilder builder, string api)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!MetricLabels.Api.Values.Contains(api, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{api}' is not an API of the metric catalogue: {string.Join(", ", MetricLabels.Api.Values)}.", nameof(api));
        }

        return builder.AddHttpMessageHandler(services => new ExternalRequestHandler(
            api, services.GetRequiredService<SpecCursorMetrics>(), services.GetRequiredService<TimeProvider>()));
    }
}
