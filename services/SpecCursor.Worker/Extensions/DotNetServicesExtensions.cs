using System.Net;
using Microsoft.Extensions.Options;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.DotNet;
using SpecCursor.Worker.Ecosystems.DotNet.Feeds;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of the ecosystem <c>dotnet</c>.</summary>
internal static class DotNetServicesExtensions
{
    /// <summary>Adds the ecosystem <c>dotnet</c>.</summary>
    public static IHostApplicationBuilder AddDotNet(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DotNetOptions>()
            .Bind(builder.Configuration.GetSection(DotNetOptions.Section))
            .Validate(
                options => options.Source is null || NuGetSource.OfOperator(options.Source) is not null,
                $"{DotNetOptions.Section}:{nameof(DotNetOptions.Source)}: must be an http address, or an absolute path.")
            .ValidateOnStart();
        builder.AddRegistryClients(NuGetRegistry.ClientName, services => services.GetRequiredService<IOptions<DotNetOptions>>().Value.RegistryTimeout)

            // nuget.org sends its descriptions compressed, whether or not it is asked to.
            .ConfigurePrimaryHttpMessageHandler(services => new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, Proxy = services.GetRequiredService<MachineProxy>() });
        builder.Services.AddSingleton<DotNetInstallation>();
        builder.Services.AddSingleton<MachineNuGetSource>();
        builder.Services.AddSingleton<NuGetRegistry>();
        builder.Services.AddSingleton<RepositoryFeeds>();
        builder.Services.AddSingleton<DotNetCommands>();
        builder.Services.AddSingleton<PackageHashes>();
        builder.Services.AddSingleton<DotNetGraphReader>();
        builder.Services.AddSingleton<DotNetDeclarationReader>();
        builder.Services.AddSingleton<DotNetInstaller>();
        builder.Services.AddSingleton<DotNetTests>();
        builder.Services.AddSingleton<IEcosystem, DotNetEcosystem>();
        return builder;
    }
}
