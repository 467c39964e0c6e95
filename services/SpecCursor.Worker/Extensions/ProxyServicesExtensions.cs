using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of the proxy that the machine needs.</summary>
internal static class ProxyServicesExtensions
{
    /// <summary>Adds it, and has the clients of registries use it.</summary>
    public static void AddMachineProxy(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProxyOptions>().Configure<IConfiguration>((options, configuration) => options.Read(configuration)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<MachineProxy>();

        // One rule for all of NO_PROXY: the framework's own knows no networks, and takes a name for itself alone.
        builder.Services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler((handler, services) =>
        {
            if (handler is SocketsHttpHandler sockets)
            {
                sockets.Proxy = services.GetRequiredService<MachineProxy>();
            }
        }));
    }
}
