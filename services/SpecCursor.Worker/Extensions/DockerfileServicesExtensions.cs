using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Http;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Dockerfile;
using SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of Dockerfiles.</summary>
internal static class DockerfileServicesExtensions
{
    /// <summary>Adds the ecosystem <c>dockerfile</c>.</summary>
    public static IHostApplicationBuilder AddDockerfile(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DockerfileOptions>()
            .Bind(builder.Configuration.GetSection(DockerfileOptions.Section))
            .Validate(options => options.IsValid, $"{DockerfileOptions.Section}:{nameof(DockerfileOptions.DockerHub)} is the http or https address of a registry, without a path.")
            .ValidateOnStart();
        builder.Services.AddSingleton<RegistryServers>();
        builder.Services
            .AddHttpClient(
                ImageRegistry.ClientName,
                (services, client) => client.Timeout = services.GetRequiredService<IOptions<DockerfileOptions>>().Value.RegistryTimeout)
            .ConfigurePrimaryHttpMessageHandler(services => services.GetRequiredService<RegistryServers>().CreateHandler())
            .AddExternalApi("oci");
        builder.Services.AddSingleton<ImageRegistry>();
        builder.Services.AddSingleton<TagChooser>();
        builder.Services.AddSingleton<ImageResolver>();
        builder.Services.AddSingleton<IEcosystem, DockerfileEcosystem>();
        return builder;
    }
}
