using System.Text.Json;
using SpecCursor.AppHost.Publishing;
using SpecCursor.Backing.Network;

namespace SpecCursor.AppHost.Startup;

/// <summary>
/// The loopback ports of this run. They are all chosen before anything starts, so that every address is known to everybody from the
/// beginning: services listen on them directly, without the orchestrator's proxy in between.
/// </summary>
internal sealed class HostPorts
{
    private readonly HashSet<int> taken = [];

    private HostPorts()
    {
    }

    /// <summary>The console and the API.</summary>
    public required int Controller { get; init; }

    /// <summary>The webhook.</summary>
    public required int GitHubApp { get; init; }

    /// <summary>The Aspire dashboard.</summary>
    public required int Dashboard { get; init; }

    /// <summary>The ports in containers, where none is another's.</summary>
    public static HostPorts Published { get; } = new() { Controller = PublishedService.Port, GitHubApp = PublishedService.Port, Dashboard = 18888 };

    /// <summary>Chooses the ports that people type.</summary>
    /// <exception cref="StartupException">One of them is in use; the message names it and its setting.</exception>
    public static HostPorts Choose(HostSettings settings)
    {
        HashSet<int> chosen = [];
        return new HostPorts
        {
            Controller = Claim(settings.ControllerPort, "SPECCURSOR_CONTROLLER_PORT", "console and API", chosen),
            GitHubApp = Claim(settings.GitHubAppPort, "SPECCURSOR_GITHUBAPP_PORT", "GitHub app", chosen),
            Dashboard = Claim(settings.DashboardPort, "SPECCURSOR_DASHBOARD_PORT", "dashboard", chosen),
        };
    }

    /// <summary>
    /// A port for a container. One that outlives the application keeps its ports, since a container with others would be another; they are
    /// kept with the data.
    /// </summary>
    /// <param name="name">What it is for.</param>
    /// <param name="file">Where the ports are kept; null where containers end with the application.</param>
    public int Of(string name, string? file)
    {
        if (file is null)
        {
            return Any();
        }

        var kept = File.Exists(file) ? JsonSerializer.Deserialize<SortedDictionary<string, int>>(File.ReadAllText(file))! : [];
        if (!kept.TryGetValue(name, out var port))
        {
            port = Any();
            kept[name] = port;
            File.WriteAllText(file, JsonSerializer.Serialize(kept));
        }

        taken.Add(port);
        return port;
    }

    /// <summary>A port for something that nobody types the address of.</summary>
    public int Any()
    {
        int port;
        do
        {
            port = LoopbackPort.FindFree();
        }
        while (port == Controller || port == GitHubApp || port == Dashboard || !taken.Add(port));

        return port;
    }

    private static int Claim(int wanted, string variable, string purpose, HashSet<int> chosen)
    {
        var port = wanted == 0 ? LoopbackPort.FindFree() : wanted;
        if (!chosen.Add(port))
        {
            return wanted == 0
                ? Claim(wanted, variable, purpose, chosen)
                : throw new StartupException($"Port {port} of the {purpose} is another address's, too: set {variable} to another port, or to 0 for any free one.");
        }

        return LoopbackPort.IsFree(port)
            ? port
            : throw new StartupException(
                $"Port {port} of the {purpose} is in use. Stop what listens there, or set {variable} to another port, or to 0 for any free one.");
    }
}
