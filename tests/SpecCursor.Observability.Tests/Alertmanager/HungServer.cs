using System.Net;
using System.Net.Sockets;

namespace SpecCursor.Observability.Tests.Alertmanager;

/// <summary>Stands for a server that hangs: the system accepts connections for it, and nobody ever answers.</summary>
internal sealed class HungServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HungServer() => _listener.Start();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();
}
