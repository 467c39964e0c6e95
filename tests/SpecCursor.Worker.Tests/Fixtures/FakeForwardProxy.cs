using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>
/// A company's proxy, played: it makes tunnels and passes plain requests on, by real sockets, for whoever has the right credentials. It knows names that this
/// machine can't look up.
/// </summary>
public sealed class FakeForwardProxy : IAsyncDisposable
{
    /// <summary>A user and a password with letters in it that an address must escape.</summary>
    public const string User = "build";

    public const string Password = "p@ss:w/rd-7f3a";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly Task _accepting;

    private FakeForwardProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address with credentials, as operators write it.</summary>
    public string Address => $"http://{User}:{Uri.EscapeDataString(Password)}@{Authority}";

    /// <summary>Its host and port.</summary>
    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>Names that only it knows, with the ports of this machine that they lead to.</summary>
    public ConcurrentDictionary<string, int> Names { get; } = new();

    /// <summary>What it answers to everything, in place of passing it on; null to pass it on.</summary>
    public string? Answer { get; set; }

    /// <summary>The first lines of the requests whose credentials were right.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public static FakeForwardProxy Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                if (await ReadHeadAsync(stream) is not { } head)
                {
                    return;
                }

                var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
                if (!head.Contains($"Proxy-Authorization: Basic {credentials}", StringComparer.OrdinalIgnoreCase))
                {
                    await WriteAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"company\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    return;
                }

                _asked.Enqueue(head[0]);
                await (Answer is { } answer ? WriteAsync(stream, answer) : PassAsync(stream, head));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // One of the two is gone.
        }
    }

    private async Task PassAsync(NetworkStream client, string[] head)
    {
        var target = head[0].Split(' ')[1];
        var isTunnel = head[0].StartsWith("CONNECT ", StringComparison.Ordinal);
        var address = new Uri(isTunnel ? $"https://{target}/" : target);
        using var server = new TcpClient();
        if (Names.TryGetValue($"{address.Host}:{address.Port}", out var port))
        {
            await server.ConnectAsync(IPAddress.Loopback, port, _ended.Token);
        }
        else
        {
            await server.ConnectAsync(address.Host, address.Port, _ended.Token);
        }

        var stream = server.GetStream();
        var fields = head.Skip(1).Where(line => !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
        await (isTunnel
            ? WriteAsync(client, "HTTP/1.1 200 OK\r\n\r\n")
            : WriteAsync(stream, string.Join("\r\n", [$"{head[0].Split(' ')[0]} {address.PathAndQuery} HTTP/1.1", "Connection: close", .. fields]) + "\r\n\r\n"));
        await Task.WhenAny(client.CopyToAsync(stream, _ended.Token), stream.CopyToAsync(client, _ended.Token));
    }

    private async Task<string[]?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _ended.Token) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                return head.ToString().TrimEnd().Split("\r\n");
            }
        }

        return null;
    }

    private Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), _ended.Token).AsTask();
}
