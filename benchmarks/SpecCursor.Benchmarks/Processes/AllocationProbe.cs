using System.Buffers.Binary;
using System.Net.Sockets;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>Asks a process that was started with <see cref="Settings"/> how much it has allocated.</summary>
internal sealed class AllocationProbe : IDisposable
{
    private readonly string directory = TestDirectory.Create("bench-probe");

    private string Socket => Path.Combine(directory, "allocations");

    /// <summary>The environment of the process that is to answer.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(AllocationProbe).Assembly.Location,
        [StartupHook.Variable] = Socket,
    };

    /// <summary>Bytes allocated since the process began, whether or not they are in use.</summary>
    public async Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
        var answer = new byte[sizeof(long)];
        await using var stream = new NetworkStream(socket);
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return BinaryPrimitives.ReadInt64LittleEndian(answer);
    }

    /// <inheritdoc />
    public void Dispose() => TestDirectory.Delete(directory);
}
