using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SpecCursor.Backing.Network;

/// <summary>Finds loopback ports that nobody uses.</summary>
public static class LoopbackPort
{
    // Below the range that systems take outgoing connections' ports from (32768 and up): nobody takes one by chance between
    // the moment it is found free here and the moment its server binds it.
    private const int First = 15_000;
    private const int Last = 32_000;
    private const int Attempts = 200;

    // Held until this process ends, however it ends.
    private static readonly ConcurrentBag<FileStream> Reserved = [];

    /// <summary>
    /// A port that is free on 127.0.0.1 now, and that no other process has found by this as long as this one lives: a server may bind it
    /// much later than it was found, and two applications may start at the same moment.
    /// </summary>
    /// <exception cref="BackingException">No free port was found.</exception>
    public static int FindFree()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port) && Reserve(port))
            {
                return port;
            }
        }

        throw new BackingException($"No free port between {First} and {Last} on 127.0.0.1.");
    }

    private static bool Reserve(int port)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"speccursor-ports-{Environment.UserName}");
        Directory.CreateDirectory(directory);
        try
        {
            var file = Path.Combine(directory, port.ToString(CultureInfo.InvariantCulture));
            Reserved.Add(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether a server could listen on this port of 127.0.0.1 now.</summary>
    /// <param name="port">1 to 65535.</param>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
