using System.Buffers;
using System.Net.Sockets;
using System.Text;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>One connection of a command: reads what it asks for, and carries bytes between it and the server, if it may have that.</summary>
internal sealed class EgressConnection(
    Socket client, EgressPolicy policy, EgressBudget budget, Action<EgressRefusal> refuse, CancellationTokenSource patience)
{
    private const string BadGateway = "502 Bad Gateway";
    private const int MaximumHead = 16 * 1024;
    private const int MaximumServerName = 200;
    private const int BufferBytes = 64 * 1024;

    private static readonly TimeSpan HeadPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IdlePatience = TimeSpan.FromMinutes(2);

    public async Task RunAsync()
    {
        patience.CancelAfter(HeadPatience);
        var (head, remainder) = await ReadHeadAsync();
        if (head is null || EgressRequest.Parse(head) is not { } request)
        {
            await AnswerAsync("400 Bad Request", "This is not what a proxy is asked.");
            return;
        }

        var decision = await policy.DecideAsync(request.Scheme, request.Host, request.Port, patience.Token);
        if (decision.Refusal is { } reason)
        {
            await RefuseAsync("403 Forbidden", new EgressRefusal(Named(request), reason, decision.Kind));
            return;
        }

        if (decision.Obstacle is { } obstacle)
        {
            await RefuseAsync(BadGateway, new EgressRefusal(Named(request), obstacle, Kind: null) { IsUnreachable = true });
            return;
        }

        try
        {
            using var server = await EgressConnector.ConnectAsync(decision, request.Host, request.Port, patience.Token);
            await (server is null
                ? RefuseAsync(BadGateway, new EgressRefusal(Named(request), "does not answer", Kind: null) { IsUnreachable = true })
                : CarryAsync(server, request, remainder));
        }
        catch (ProxyException exception)
        {
            await RefuseAsync(BadGateway, new EgressRefusal(Named(request), exception.Message, Kind: null));
        }
    }

    private Task RefuseAsync(string status, EgressRefusal refusal)
    {
        refuse(refusal);
        return AnswerAsync(status, $"{refusal}.");
    }

    private async Task CarryAsync(Socket server, EgressRequest request, byte[] remainder)
    {
        await SendAsync(request.Forwarded is null ? client : server, request.Forwarded ?? "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
        await SendAsync(server, remainder);
        await Task.WhenAll(CarryAsync(client, server), CarryAsync(server, client));
    }

    private async Task<(byte[]? Head, byte[] Remainder)> ReadHeadAsync()
    {
        var buffer = new byte[MaximumHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await client.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            if (read == 0)
            {
                break;
            }

            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return (buffer[..(end + 4)], buffer[(end + 4)..length]);
            }
        }

        return (null, []);
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await ReceiveAsync(from, buffer)) > 0)
            {
                if (!budget.TryTake(read))
                {
                    await patience.CancelAsync();
                    return;
                }

                await SendAsync(to, buffer.AsMemory(0, read));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One side is gone: the other direction has nothing to carry either.
            await patience.CancelAsync();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReceiveAsync(Socket from, byte[] buffer)
    {
        patience.CancelAfter(IdlePatience);
        return await from.ReceiveAsync(buffer.AsMemory(0, BufferBytes), patience.Token);
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, patience.Token)..];
        }
    }

    private Task AnswerAsync(string status, string explanation)
    {
        var text = $"SpecCursor: {explanation}\n";
        return SendAsync(
            client,
            Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}"));
    }

    private static string Named(EgressRequest request)
    {
        var host = request.Host.Length > MaximumServerName ? request.Host[..MaximumServerName] + "…" : request.Host;
        return host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{request.Port}" : $"{host}:{request.Port}";
    }
}
