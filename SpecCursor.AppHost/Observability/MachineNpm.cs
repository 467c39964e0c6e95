using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Observability;

/// <summary>How npm is configured on this machine, which is what the worker goes by.</summary>
/// <param name="Registry">The registry.</param>
/// <param name="Authorities">A file of certificate authorities that npm trusts; null for the machine's own.</param>
internal sealed record MachineNpm(Uri Registry, string? Authorities)
{
    private static readonly Uri Public = new("https://registry.npmjs.org/");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>npm as it is where nobody configured it.</summary>
    public static MachineNpm Unconfigured { get; } = new(Public, Authorities: null);

    /// <summary>Asks npm itself, as the worker does. Where there is no answer, it is npm's public registry.</summary>
    /// <param name="configuration">The settings, which win.</param>
    /// <param name="home">The home directory of who asks, where npm looks for settings.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async Task<MachineNpm> AskAsync(IConfiguration configuration, string home, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(home, cancellationToken);
        var registry = Address(configuration["SpecCursor:Worker:Node:Registry"]) ?? Address(answer.GetValueOrDefault("registry")) ?? Public;
        var authorities = new[] { Environment.GetEnvironmentVariable("NODE_EXTRA_CA_CERTS"), answer.GetValueOrDefault("cafile") };
        return new MachineNpm(registry, authorities.FirstOrDefault(path => Path.IsPathRooted(path) && File.Exists(path)));
    }

    private static async Task<Dictionary<string, string>> RunAsync(string home, CancellationToken cancellationToken)
    {
        if (ExecutableSearch.OnPath("npm") is not { } npm)
        {
            return [];
        }

        var command = new Command(npm, ["config", "get", "registry", "cafile"])
        {
            // Settings of a project that this happens to be started in are no concern of the worker's.
            WorkingDirectory = "/",
            Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["HOME"] = home },
        };
        try
        {
            var result = await CommandRunner.RunAsync(command, Timeout, cancellationToken);
            return result.Output.Split('\n')
                .Select(line => line.Split('=', 2))
                .Where(pair => pair.Length == 2)
                .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is TimeoutException or Win32Exception)
        {
            return [];
        }
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
