using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Http;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Ecosystems.Go.Builds;
using SpecCursor.Worker.Ecosystems.Go.Work;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of Go's modules.</summary>
internal static class GoServicesExtensions
{
    /// <summary>Adds the ecosystem <c>go</c>.</summary>
    public static IHostApplicationBuilder AddGo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<GoOptions>()
            .Bind(builder.Configuration.GetSection(GoOptions.Section))
            .Validate(options => options.Proxy is { IsAbsoluteUri: true, Scheme: "https" or "http" or "file" }, $"{GoOptions.Section}:{nameof(GoOptions.Proxy)} is no address of https, http or a file.")
            .ValidateOnStart();
        builder.Services
            .AddHttpClient(GoProxy.ClientName, (services, client) => client.Timeout = services.GetRequiredService<IOptions<GoOptions>>().Value.ProxyTimeout)
            .AddExternalApi("goproxy");
        builder.Services.AddSingleton<MachineGo>();
        builder.Services.AddSingleton<GoStandardBuilds>();
        builder.Services.AddSingleton<GoLibraryBuilder>();
        builder.Services.AddHostedService(services => services.GetRequiredService<GoLibraryBuilder>());
        builder.Services.AddSingleton<GoCaches>();
        builder.Services.AddSingleton<GoCommands>();
        builder.Services.AddSingleton<GoProxy>();
        builder.Services.AddSingleton<GoReleaseReader>();
        builder.Services.AddSingleton<GoResolver>();
        builder.Services.AddSingleton<GoBuildListReader>();
        builder.Services.AddSingleton<GoModuleCommands>();
        builder.Services.AddSingleton<GoUpkeepReader>();
        builder.Services.AddSingleton<GoWorkspaceReader>();
        builder.Services.AddSingleton<GoWorkspaceUpgrader>();
        builder.Services.AddSingleton<GoModuleUpgrader>();
        builder.Services.AddSingleton<GoDeclarationReader>();
        builder.Services.AddSingleton<GoUpgrader>();
        builder.Services.AddSingleton<GoTests>();
        builder.Services.AddSingleton<IEcosystem, GoEcosystem>();
        return builder;
    }
}
