using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Http;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Rust;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of cargo.</summary>
internal static class RustServicesExtensions
{
    /// <summary>Adds the ecosystem <c>rust</c>.</summary>
    public static IHostApplicationBuilder AddRust(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RustOptions>()
            .Bind(builder.Configuration.GetSection(RustOptions.Section))
            .Validate(options => options.IsValid, $"{RustOptions.Section}:{nameof(RustOptions.Registry)} is the https address of a sparse index, or the absolute path of a local registry.")
            .ValidateOnStart();
        builder.Services
            .AddHttpClient(
                CrateRegistry.ClientName,
                (services, client) => client.Timeout = services.GetRequiredService<IOptions<RustOptions>>().Value.RegistryTimeout)
            .AddExternalApi("crates");
        builder.Services.AddSingleton<RustToolchain>();
        builder.Services.AddSingleton<CrateRegistry>();
        builder.Services.AddSingleton<CargoCommands>();
        builder.Services.AddSingleton<RustDeclarationReader>();
        builder.Services.AddSingleton<CargoUpgrader>();
        builder.Services.AddSingleton<IEcosystem, RustEcosystem>();
        return builder;
    }
}
