using System.ComponentModel;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Containers;

/// <summary>
/// How containers reach the services, which are processes of this machine. Where the engine has a virtual machine of its own it leads
/// them to the loopback interface; on Linux it doesn't, and what is to be reached listens at the engine's bridge as well, which no
/// other machine can reach.
/// </summary>
internal static class EngineBridge
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>This machine's address on the engine's default network; null where it has none.</summary>
    /// <param name="engine">The engine's command: <c>docker</c> or <c>podman</c>.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async Task<IPAddress?> FindAsync(string engine, CancellationToken cancellationToken)
    {
        string[] question = engine == "podman"
            ? ["network", "inspect", "podman", "--format", "{{range .Subnets}}{{.Subnet}} {{end}}"]
            : ["network", "inspect", "bridge", "--format", "{{range .IPAM.Config}}{{.Subnet}} {{end}}"];
        try
        {
            var answer = await CommandRunner.RunAsync(new Command(engine, question), Timeout, cancellationToken);
            return answer.Succeeded ? Choose(answer.Output, OwnAddresses()) : null;
        }
        catch (Exception exception) when (exception is TimeoutException or Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>The address of this machine that lies in one of the engine's subnets: older engines do not say which it is.</summary>
    internal static IPAddress? Choose(string subnets, IReadOnlyCollection<IPAddress> own) => subnets
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(text => IPNetwork.TryParse(text, out var subnet) ? own.FirstOrDefault(subnet.Contains) : null)
        .FirstOrDefault(address => address is { AddressFamily: AddressFamily.InterNetwork });

    private static IReadOnlyCollection<IPAddress> OwnAddresses() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(address => address.Address)];
}
