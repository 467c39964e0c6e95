using Microsoft.Extensions.Options;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Ecosystems.Node.Npm;
using SpecCursor.Worker.Ecosystems.Node.Pnpm;
using SpecCursor.Worker.Ecosystems.Node.Yarn;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of Node.js and its package managers.</summary>
internal static class NodeServicesExtensions
{
    /// <summary>Adds the ecosystem <c>node</c>.</summary>
    public static IHostApplicationBuilder AddNode(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<NodeOptions>().Bind(builder.Configuration.GetSection(NodeOptions.Section));
        builder.AddRegistryClients(NpmRegistry.ClientName, services => services.GetRequiredService<IOptions<NodeOptions>>().Value.RegistryTimeout);
        builder.Services.AddSingleton<MachineNpmConfiguration>();
        builder.Services.AddSingleton<NpmRegistry>();
        builder.Services.AddSingleton<NodeCommands>();
        builder.Services.AddSingleton<NpmPackageManager>();
        builder.Services.AddSingleton<INodePackageManager>(services => services.GetRequiredService<NpmPackageManager>());
        builder.Services.AddSingleton<INodePackageManager, PnpmPackageManager>();
        builder.Services.AddSingleton<INodePackageManager, YarnClassic>();
        builder.Services.AddSingleton<INodePackageManager, YarnBerry>();
        builder.Services.AddSingleton<NodePackageManagers>();
        builder.Services.AddSingleton<NodeProjectFinder>();
        builder.Services.AddSingleton<NodeTests>();
        builder.Services.AddSingleton<NodeDeclarationReader>();
        builder.Services.AddSingleton<IEcosystem, NodeEcosystem>();
        return builder;
    }
}
