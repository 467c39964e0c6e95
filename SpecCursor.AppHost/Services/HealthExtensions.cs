using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Services;

/// <summary>Health that resources are waited for by.</summary>
internal static class HealthExtensions
{
    private const string ClientName = "readiness";
    private const int LongestAnswer = 500;

    /// <summary>Calls a resource healthy once a probe succeeds.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="probe">Throws what is wrong, in words for a person.</param>
    public static IResourceBuilder<TResource> WithProbe<TResource>(
        this IResourceBuilder<TResource> resource, Func<IServiceProvider, CancellationToken, Task> probe)
        where TResource : IResource
    {
        var key = $"{resource.Resource.Name}_ready";
        resource.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new PatientHealthCheck(token => probe(services, token), services.GetRequiredService<TimeProvider>()),
            failureStatus: HealthStatus.Unhealthy,
            tags: null));
        return resource.WithHealthCheck(key);
    }

    /// <summary>Adds what services are asked with; the many questions that find nobody listening yet are not worth a log line.</summary>
    public static void AddReadinessClient(this IServiceCollection services) => services.AddHttpClient(ClientName).RemoveAllLoggers();

    /// <summary>What to ask a resource with.</summary>
    public static HttpClient CreateReadinessClient(this IServiceProvider services) =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName);

    /// <summary>Asks Prometheus or Alertmanager whether it is ready.</summary>
    /// <exception cref="HttpRequestException">It is not.</exception>
    public static async Task AskReadinessAsync(this IServiceProvider services, int port, CancellationToken cancellationToken)
    {
        using var client = services.CreateReadinessClient();
        await ReadinessProbe.AskAsync(client, port, cancellationToken);
    }

    /// <summary>Asks for a page.</summary>
    /// <exception cref="HttpRequestException">There is no answer, or none of success.</exception>
    public static async Task AskAsync(this IServiceProvider services, Uri address, CancellationToken cancellationToken)
    {
        using var client = services.CreateReadinessClient();
        using var response = await client.GetAsync(address, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Calls a service healthy once it answers a request with success.</summary>
    /// <param name="resource">The service.</param>
    /// <param name="address">The address to ask.</param>
    public static IResourceBuilder<ProjectResource> WithReadiness(this IResourceBuilder<ProjectResource> resource, Uri address) =>
        resource.WithProbe(async (services, cancellationToken) =>
        {
            using var client = services.CreateReadinessClient();
            using var response = await client.GetAsync(address, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var said = await response.Content.ReadAsStringAsync(cancellationToken);
                throw new HttpRequestException($"{address.AbsolutePath} answers {(int)response.StatusCode}: {(said.Length > LongestAnswer ? said[..LongestAnswer] : said)}");
            }
        });
}
