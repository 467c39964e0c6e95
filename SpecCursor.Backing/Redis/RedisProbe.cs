using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SpecCursor.Backing.Redis;

/// <summary>Asks a Redis whether it answers, in its own protocol.</summary>
public static class RedisProbe
{
    /// <summary>Signs in and pings.</summary>
    /// <param name="port">The port on 127.0.0.1.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="BackingException">It answers, but not as it should; the message has its answer.</exception>
    /// <exception cref="SocketException">It does not answer.</exception>
    public static async Task PingAsync(int port, string password, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await using var stream = client.GetStream();
        await ExpectAsync(stream, ["AUTH", password], "+OK", cancellationToken);
        await ExpectAsync(stream, ["PING"], "+PONG", cancellationToken);
    }

    private static async Task ExpectAsync(NetworkStream stream, string[] command, string expected, CancellationToken cancellationToken)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var part in command)
        {
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellationToken);
        var buffer = new byte[512];
        var length = await stream.ReadAsync(buffer, cancellationToken);
        var answer = Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
        if (answer != expected)
        {
            throw new BackingException($"Redis answered {command[0]} with '{answer}'.");
        }
    }
}
