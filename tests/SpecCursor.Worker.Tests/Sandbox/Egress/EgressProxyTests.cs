using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.Testing;
using SpecCursor.Worker.Proxies;
using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Tests.Sandbox.Egress;

/// <summary>The proxy on its socket, with real servers behind it.</summary>
public sealed class EgressProxyTests : IDisposable
{
    private readonly string _directory = TestDirectory.Create("egress");
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly List<EgressRefusal> _refused = [];

    public EgressProxyTests() => _server.Start();

    private int Port => ((IPEndPoint)_server.LocalEndpoint).Port;

    public void Dispose()
    {
        _server.Dispose();
        TestDirectory.Delete(_directory);
    }

    [Fact]
    public async Task Tunnel_carries_bytes_both_ways_until_either_side_ends()
    {
        await using var proxy = Start();
        using var client = await ConnectAsync(proxy);

        await client.SendAsync(Encoding.Latin1.GetBytes($"CONNECT 127.0.0.1:{Port} HTTP/1.1\r\n\r\nearly"));
        using var server = await _server.AcceptSocketAsync();
        Assert.Equal("early", await ReadAsync(server, 5));
        await server.SendAsync("late"u8.ToArray());
        server.Shutdown(SocketShutdown.Send);

        Assert.Equal("HTTP/1.1 200 Connection established\r\n\r\nlate", await ReadToEndAsync(client));
        Assert.Equal(4, proxy.Bytes);
    }

    [Fact]
    public async Task Server_that_is_not_listed_is_refused_in_words_and_reported_once()
    {
        await using var proxy = Start();
        for (var i = 0; i < 3; i++)
        {
            using var client = await ConnectAsync(proxy);
            await client.SendAsync("CONNECT evil.example:443 HTTP/1.1\r\n\r\n"u8.ToArray());

            var answer = await ReadToEndAsync(client);

            Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", answer, StringComparison.Ordinal);
            Assert.EndsWith("evil.example:443 is not on the list of servers that this command may talk to.\n", answer, StringComparison.Ordinal);
        }

        Assert.Equal("egress_denied", Assert.Single(_refused).Kind);
        Assert.Single(proxy.Refusals);
    }

    [Fact]
    public async Task Reports_of_refusals_are_bounded()
    {
        await using var proxy = Start();
        for (var i = 0; i < 25; i++)
        {
            using var client = await ConnectAsync(proxy);
            await client.SendAsync(Encoding.Latin1.GetBytes($"CONNECT evil-{i}.example:443 HTTP/1.1\r\n\r\n"));
            Assert.StartsWith("HTTP/1.1 403", await ReadToEndAsync(client), StringComparison.Ordinal);
        }

        Assert.Equal(20, _refused.Count);
    }

    [Fact]
    public async Task Connections_end_when_the_bytes_are_used_up()
    {
        await using var proxy = Start(maximumBytes: 1000);
        using var client = await ConnectAsync(proxy);
        await client.SendAsync(Encoding.Latin1.GetBytes($"CONNECT 127.0.0.1:{Port} HTTP/1.1\r\n\r\n"));
        using var server = await _server.AcceptSocketAsync();

        await server.SendAsync(new byte[2000]);

        Assert.Equal("HTTP/1.1 200 Connection established\r\n\r\n", await ReadToEndAsync(client));
    }

    [Fact]
    public async Task Head_without_end_is_refused()
    {
        await using var proxy = Start();
        using var client = await ConnectAsync(proxy);

        await client.SendAsync(Encoding.Latin1.GetBytes("GET http://" + new string('a', 16 * 1024 - 11)));

        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", await ReadToEndAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_does_not_answer_is_told_apart_from_one_that_is_refused()
    {
        await using var proxy = Start();
        var port = Port;
        _server.Stop();
        using var client = await ConnectAsync(proxy);

        await client.SendAsync(Encoding.Latin1.GetBytes($"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n"));

        Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", await ReadToEndAsync(client), StringComparison.Ordinal);
        Assert.Equal(new EgressRefusal($"127.0.0.1:{port}", "does not answer", Kind: null) { IsUnreachable = true }, Assert.Single(_refused));
    }

    [Theory]
    [InlineData("CONNECT archives.invalid:443 HTTP/1.1", "archives.invalid:443")]
    [InlineData("GET http://archives.invalid/a.tgz HTTP/1.1", "archives.invalid:80")]
    public async Task Server_whose_name_is_not_found_is_answered_like_one_that_does_not_answer(string request, string server)
    {
        await using var proxy = Start();
        using var client = await ConnectAsync(proxy);

        await client.SendAsync(Encoding.Latin1.GetBytes($"{request}\r\n\r\n"));

        var answer = await ReadToEndAsync(client);
        Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"SpecCursor: {server} could not be found (", answer, StringComparison.Ordinal);
        var told = Assert.Single(_refused);
        Assert.Equal((server, null, true), (told.Server, told.Kind, told.IsUnreachable));
    }

    [Fact]
    public async Task Servers_that_are_not_found_hide_none_that_is_refused()
    {
        var names = Enumerable.Range(0, 25).Select(i => $"archives-{i}.invalid").ToList();
        await using var proxy = EgressProxy.Start(
            Path.Combine(_directory, "egress.sock"),
            new EgressPolicy(
                [.. names.Select(name => new EgressHost(name, 443, IsTrusted: false))],
                (_, _) => throw new SocketException((int)SocketError.TryAgain),
                new MachineProxy(Options.Create(new ProxyOptions()))),
            maximumBytes: 1000,
            _refused.Add);
        foreach (var name in names.Append("evil.example"))
        {
            using var client = await ConnectAsync(proxy);
            await client.SendAsync(Encoding.Latin1.GetBytes($"CONNECT {name}:443 HTTP/1.1\r\n\r\n"));
            await ReadToEndAsync(client);
        }

        Assert.Equal(20, _refused.Count(told => told.IsUnreachable));
        Assert.Equal(("evil.example:443", "egress_denied"), (_refused[^1].Server, _refused[^1].Kind));
    }

    [Fact]
    public async Task Tunnel_through_the_machines_proxy_begins_where_the_proxys_answer_ends()
    {
        await using var proxy = Start(machineProxy: $"http://user:word@127.0.0.1:{Port}");
        using var client = await ConnectAsync(proxy);

        await client.SendAsync("CONNECT registry.example:443 HTTP/1.1\r\n\r\nearly"u8.ToArray());
        using var machine = await _server.AcceptSocketAsync();
        const string request = "CONNECT registry.example:443 HTTP/1.1\r\nHost: registry.example:443\r\nProxy-Authorization: Basic dXNlcjp3b3Jk\r\n\r\n";
        Assert.Equal(request, await ReadAsync(machine, request.Length));
        await machine.SendAsync("HTTP/1.0 200 OK\r\nVia: 1.1 company\r\n\r\nlate"u8.ToArray());
        Assert.Equal("early", await ReadAsync(machine, 5));
        machine.Shutdown(SocketShutdown.Send);

        Assert.Equal("HTTP/1.1 200 Connection established\r\n\r\nlate", await ReadToEndAsync(client));
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\n\r\n", "could not be reached by the machine's proxy (302)")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "could not be reached: what the machine's proxy answers is not HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\n", "could not be reached: what the machine's proxy answers is not HTTP")]
    [InlineData(null, "could not be reached: what the machine's proxy answers is not HTTP")]
    public async Task Senseless_answer_of_the_machines_proxy_is_told_and_bounded(string? answer, string words)
    {
        await using var proxy = Start(machineProxy: $"127.0.0.1:{Port}");
        using var client = await ConnectAsync(proxy);
        await client.SendAsync("CONNECT registry.example:443 HTTP/1.1\r\n\r\n"u8.ToArray());
        using (var machine = await _server.AcceptSocketAsync())
        {
            await ReadAsync(machine, "CONNECT registry.example:443 HTTP/1.1\r\nHost: registry.example:443\r\n\r\n".Length);
            await machine.SendAsync(Encoding.Latin1.GetBytes(answer ?? "HTTP/1.1 200 OK\r\nX: " + new string('x', 16 * 1024)));
            machine.Shutdown(SocketShutdown.Send);

            Assert.EndsWith($"SpecCursor: registry.example:443 {words}.\n", await ReadToEndAsync(client), StringComparison.Ordinal);
        }

        Assert.Null(Assert.Single(_refused).Kind);
    }

    [Fact]
    public async Task Machines_proxy_that_does_not_answer_is_told()
    {
        await using var proxy = Start(machineProxy: $"127.0.0.1:{Port}");
        _server.Stop();
        using var client = await ConnectAsync(proxy);

        await client.SendAsync("CONNECT registry.example:443 HTTP/1.1\r\n\r\n"u8.ToArray());

        Assert.Contains("since the machine's proxy does not answer (ConnectionRefused)", await ReadToEndAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_of_the_proxy_ends_its_connections_and_removes_its_socket()
    {
        var proxy = Start();
        using var client = await ConnectAsync(proxy);
        await client.SendAsync(Encoding.Latin1.GetBytes($"CONNECT 127.0.0.1:{Port} HTTP/1.1\r\n\r\n"));
        using var server = await _server.AcceptSocketAsync();

        await proxy.DisposeAsync();

        Assert.Empty(await ReadToEndAsync(server));
        Assert.False(File.Exists(proxy.SocketFile));
    }

    private EgressProxy Start(long maximumBytes = 1 << 20, string? machineProxy = null) => EgressProxy.Start(
        Path.Combine(_directory, "egress.sock"),
        new EgressPolicy(
            [
                new EgressHost("127.0.0.1", Port, IsTrusted: true),
                new EgressHost("registry.example", 443, IsTrusted: true),
                new EgressHost("archives.invalid", 443, IsTrusted: false),
                new EgressHost("archives.invalid", 80, IsTrusted: false),
            ],
            Dns.GetHostAddressesAsync,
            new MachineProxy(Options.Create(new ProxyOptions { Https = machineProxy }))),
        maximumBytes,
        _refused.Add);

    private static async Task<Socket> ConnectAsync(EgressProxy proxy)
    {
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(proxy.SocketFile));
        return client;
    }

    private static async Task<string> ReadAsync(Socket socket, int length)
    {
        var buffer = new byte[length];
        for (var read = 0; read < length;)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(read));
            Assert.NotEqual(0, more);
            read += more;
        }

        return Encoding.Latin1.GetString(buffer);
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(buffer)) > 0)
            {
                all.Write(buffer, 0, read);
            }
        }
        catch (SocketException)
        {
            // Ended in haste.
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }
}
