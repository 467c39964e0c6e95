using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Infrastructure;

/// <summary>
/// Asks the orchestrator's <c>info</c> verb whether it can use a container engine. Looking for a docker command would not do: the
/// orchestrator refuses engines that are too old or that do not answer, even where <c>docker info</c> succeeds.
/// </summary>
internal static class ContainerEngineProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Where the orchestrator's executable is, found as Aspire itself finds it; null where it is not.</summary>
    internal static string? FindOrchestrator(IConfiguration configuration, Assembly application)
    {
        if (configuration["DcpPublisher:CliPath"] is { Length: > 0 } configured)
        {
            return configured;
        }

        if (configuration["ASPIRE_DCP_PATH"] is { Length: > 0 } bundle)
        {
            return Path.Combine(bundle, "dcp");
        }

        return application.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => string.Equals(metadata.Key, "dcpclipath", StringComparison.OrdinalIgnoreCase))?.Value;
    }

    /// <summary>Asks.</summary>
    /// <param name="orchestrator">The executable's path.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    internal static async Task<ContainerEngine> AskAsync(string? orchestrator, CancellationToken cancellationToken)
    {
        if (orchestrator is null)
        {
            return new ContainerEngine(false, "the Aspire orchestrator was not found, so its container engine is unknown");
        }

        try
        {
            var result = await CommandRunner.RunAsync(new Command(orchestrator, ["info"]), Timeout, cancellationToken);
            return result.Succeeded
                ? Parse(result.Output)
                : new ContainerEngine(false, $"the Aspire orchestrator could not tell: {OneLine(result.Explanation)}");
        }
        catch (Exception exception) when (exception is TimeoutException or Win32Exception or IOException)
        {
            return new ContainerEngine(false, $"the Aspire orchestrator could not tell: {OneLine(exception.Message)}");
        }
    }

    /// <summary>Reads the orchestrator's answer.</summary>
    internal static ContainerEngine Parse(string json)
    {
        try
        {
            var containers = JsonSerializer.Deserialize<OrchestratorInfo>(json, JsonSerializerOptions.Web)?.Containers;
            return containers switch
            {
                null => new(false, "the Aspire orchestrator names no container engine"),
                { Installed: false } => new(false, $"no container engine is installed{Because(containers.Error)}"),
                { Running: false } => new(false, $"{containers.Engine} is installed but cannot be used{Because(containers.Error)}"),
                _ => new(true, $"{containers.Engine} is running", containers.Runtime),
            };
        }
        catch (JsonException)
        {
            return new ContainerEngine(false, "the Aspire orchestrator's answer could not be read");
        }
    }

    private static string Because(string? error) => string.IsNullOrWhiteSpace(error) ? "" : $": {OneLine(error)}";

    private static string OneLine(string text)
    {
        const int Longest = 300;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }

    private sealed record OrchestratorInfo(ContainersInfo? Containers);

    private sealed record ContainersInfo(string? Runtime, bool Installed, bool Running, string? Error)
    {
        public string Engine => string.IsNullOrWhiteSpace(Runtime) ? "a container engine" : Runtime;
    }
}
