using System.Net.NetworkInformation;
using Npgsql;
using SpecCursor.Images.Tests.Building;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.Images.Tests.Running;

/// <summary>The network that containers and this machine share.</summary>
internal static class EngineBridge
{
    /// <summary>Postgres listens at the loopback interface only; containers reach this machine at its address on the engine's bridge.</summary>
    public static async Task<TcpForwarder> ForwardAsync(BuiltImages images, PostgresFixture postgres)
    {
        var subnet = System.Net.IPNetwork.Parse(await images.DockerAsync("network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Subnet}}"));
        var address = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .First(subnet.Contains);
        return new TcpForwarder(address, new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Port);
    }
}
