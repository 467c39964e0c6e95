using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SpecCursor.Images.Tests.Running;

/// <summary>Listens where containers can reach it and hands each connection on to a server at the loopback interface.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener;
    private readonly Task accepting;

    public TcpForwarder(IPAddress address, int target)
    {
        listener = new TcpListener(address, 0);
        listener.Start();
        accepting = AcceptAsync(target);
    }

    public IPAddress Address => ((IPEndPoint)listener.LocalEndpoint).Address;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The same database by way of this.</summary>
    public string Lead(string database) => new NpgsqlConnectionStringBuilder(database) { Host = Address.ToString(), Port = Port }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync(int target)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await listener.AcceptTcpClientAsync(stopping.Token), target));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(TcpClient client, int target)
    {
        try
        {
            using (client)
            using (var server = new TcpClient())
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), stopping.Token), server.GetStream().CopyToAsync(client.GetStream(), stopping.Token));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // One of the two went away, which the other sees.
        }
    }
}
