using System.Reflection;
using Microsoft.Extensions.Hosting;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults;

/// <summary>Finds out who this process is: what the orchestrator says, or else what the program is.</summary>
internal static class ServiceIdentityFactory
{
    private const string InstanceAttribute = "service.instance.id=";

    private static readonly Dictionary<string, string> ByApplication = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SpecCursor.Controller"] = ServiceNames.Controller,
        ["SpecCursor.GitHubApp"] = ServiceNames.GitHubApp,
        ["SpecCursor.Worker"] = ServiceNames.Worker,
        ["SpecCursor.AiService"] = ServiceNames.AiService,
        ["SpecCursor.ProofEngine"] = ServiceNames.ProofEngine,
    };

    public static ServiceIdentity Create(IHostApplicationBuilder builder) => new()
    {
        Name = NotEmpty(builder.Configuration["OTEL_SERVICE_NAME"]) ?? OfApplication(builder.Environment.ApplicationName),
        Version = Version(),
        InstanceId = Instance(builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"]) ?? Guid.CreateVersion7().ToString(),
    };

    private static string OfApplication(string application) =>
        ByApplication.TryGetValue(application, out var name) ? name : application.ToLowerInvariant();

    private static string? Instance(string? attributes) =>
        NotEmpty(attributes?
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(attribute => attribute.StartsWith(InstanceAttribute, StringComparison.Ordinal))?[InstanceAttribute.Length..]);

    /// <summary>The version without the commit that follows the plus sign.</summary>
    private static string Version()
    {
        var assembly = Assembly.GetEntryAssembly() ?? typeof(ServiceIdentityFactory).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString();
        return version?.Split('+')[0] ?? "0.0.0";
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
