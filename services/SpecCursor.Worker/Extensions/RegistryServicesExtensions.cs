using System.Net;
using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Http;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Proxies;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of what asks registries.</summary>
internal static class RegistryServicesExtensions
{
    /// <summary>Adds what all of them have in common.</summary>
    public static void AddRegistries(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RegistryClient>();
        builder.Services.AddSingleton(services => new EgressGuard(
            () => services.GetRequiredService<IOptions<SandboxOptions>>().Value.NetworkTo([]).Hosts,
            services.GetRequiredService<MachineProxy>(),
            services.GetRequiredService<SpecCursorMetrics>(),
            services.GetRequiredService<ILogger<EgressGuard>>()));
    }

    /// <summary>Adds the clients of a kind of registry: one for the operator's, and one for those that repositories name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="api">The registry's kind, of the metric catalogue.</param>
    /// <param name="timeout">The longest look-up, retries included.</param>
    /// <returns>The operator's, to go on with.</returns>
    public static IHttpClientBuilder AddRegistryClients(this IHostApplicationBuilder builder, string api, Func<IServiceProvider, TimeSpan> timeout)
    {
        builder.Services.AddHttpClient(RegistryClient.OfRepositories(api), (services, client) => client.Timeout = timeout(services))
            .ConfigurePrimaryHttpMessageHandler(services => HandlerOf(services.GetRequiredService<EgressGuard>()))
            .AddExternalApi(api);
        return builder.Services.AddHttpClient(api, (services, client) => client.Timeout = timeout(services)).AddExternalApi(api);
    }

    /// <summary>Wherever it is sent on to, each connection is judged anew.</summary>
    private static SocketsHttpHandler HandlerOf(EgressGuard guard)
    {
        var handler = guard.CreateHandler();
        handler.AllowAutoRedirect = true;
        handler.AutomaticDecompression = DecompressionMethods.All;
        return handler;
    }
}
