using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Http;

/// <summary>Clients of other parties.</summary>
public static class HttpClientBuilderExtensions
{
    /// <summary>
    /// Says that this client calls another party's API: <c>speccursor_external_requests_total</c> and its duration are recorded for each attempt, and the
    /// ids of our traces and what travels with them, which are of no use to others, are not sent along.
    /// </summary>
    /// <param name="builder">The client; add its resilience before, so that each attempt is counted.</param>
    /// <param name="api">A value of the <c>api</c> label, such as <c>npm</c>.</param>
    /// <exception cref="ArgumentException">The catalogue doesn't know the API.</exception>
    public static IHttpClientBuilder AddExternalApi(this IHttpClientBuilder builder, string api)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!MetricLabels.Api.Values.Contains(api, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{api}' is not an API of the metric catalogue: {string.Join(", ", MetricLabels.Api.Values)}.", nameof(api));
        }

        // After all else that is configured, whatever its order: the client may bring a handler of its own.
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, options => options.HttpMessageHandlerBuilderActions.Add(KeepContext));
        return builder.AddHttpMessageHandler(services => new ExternalRequestHandler(
            api, services.GetRequiredService<SpecCursorMetrics>(), services.GetRequiredService<TimeProvider>()));
    }

    private static void KeepContext(HttpMessageHandlerBuilder client)
    {
        // Tests put other handlers here, which send nothing.
        if (client.PrimaryHandler is SocketsHttpHandler sockets)
        {
            sockets.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();
        }
    }
}
