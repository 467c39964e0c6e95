using Microsoft.Extensions.Options;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Python;
using SpecCursor.Worker.Ecosystems.Python.Poetry;
using SpecCursor.Worker.Ecosystems.Python.Uv;

namespace SpecCursor.Worker.Extensions;

/// <summary>The wiring of Python's package managers.</summary>
internal static class PythonServicesExtensions
{
    /// <summary>Adds the ecosystem <c>python</c>.</summary>
    public static IHostApplicationBuilder AddPython(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PythonOptions>().Bind(builder.Configuration.GetSection(PythonOptions.Section));
        builder.AddRegistryClients(SimpleIndex.ClientName, services => services.GetRequiredService<IOptions<PythonOptions>>().Value.IndexTimeout);
        builder.Services.AddSingleton<MachinePython>();
        builder.Services.AddSingleton<SimpleIndex>();
        builder.Services.AddSingleton<PythonIndex>();
        builder.Services.AddSingleton<PythonCommands>();
        builder.Services.AddSingleton<UvRunner>();
        builder.Services.AddSingleton<UvCompiler>();
        builder.Services.AddSingleton<IPythonLocker, PoetryCommands>();
        builder.Services.AddSingleton<IPythonLocker, UvCommands>();
        builder.Services.AddSingleton<PythonLockers>();
        builder.Services.AddSingleton<PythonEnvironments>();
        builder.Services.AddSingleton<PythonDeclarationReader>();
        builder.Services.AddSingleton<PythonInstaller>();
        builder.Services.AddSingleton<PythonTests>();
        builder.Services.AddSingleton<ImportNames>();
        builder.Services.AddSingleton<PythonUsages>();
        builder.Services.AddSingleton<IEcosystem, PythonEcosystem>();
        return builder;
    }
}
