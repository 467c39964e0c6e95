using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>Redis with more in it than it should have.</summary>
internal static class Cache
{
    private const int Chunk = 4 * 1024 * 1024;
    private const int Chunks = 58;

    // The 256 MiB that the cache may hold (see RedisOptions), so nothing is evicted yet.
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(new string('x', Chunk));

    /// <summary>Puts 232 MiB into it, of the 256 that it may hold.</summary>
    public static async Task FillAsync(RehearsedApplication app, CancellationToken stop)
    {
        var address = new Uri(app.Resource("redis").Url ?? throw new RehearsalException("It is not known where Redis is. See ./speccursor status."));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, stop);
        await using var stream = client.GetStream();
        using var answers = new StreamReader(stream, Encoding.ASCII);
        await SendAsync(stream, answers, stop, "AUTH"u8.ToArray(), Encoding.ASCII.GetBytes(app.State.RedisPassword));
        for (var number = 0; number < Chunks; number++)
        {
            await SendAsync(stream, answers, stop, "SET"u8.ToArray(), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"rehearsal:{number}")), Text);
        }
    }

    // https://redis.io/docs/latest/develop/reference/protocol-spec/: a command is an array of bulk strings.
    private static async Task SendAsync(NetworkStream stream, StreamReader answers, CancellationToken stop, params byte[][] words)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{words.Length}\r\n")), stop);
        foreach (var word in words)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${word.Length}\r\n")), stop);
            await stream.WriteAsync(word, stop);
            await stream.WriteAsync("\r\n"u8.ToArray(), stop);
        }

        if (await answers.ReadLineAsync(stop) is not "+OK" and var answer)
        {
            throw new RehearsalException($"Redis answered '{answer}' where +OK was due.");
        }
    }
}
