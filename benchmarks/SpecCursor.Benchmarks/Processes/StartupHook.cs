using System.Buffers.Binary;
using System.Net.Sockets;

#pragma warning disable CA1050 // The runtime looks for a class of this name outside of any namespace.

/// <summary>
/// Runs in the measured process before its own code, named by <c>DOTNET_STARTUP_HOOKS</c>, and tells whoever connects to a socket how much has
/// been allocated: a process without telemetry has no other way to say it.
/// </summary>
internal static class StartupHook
{
    /// <summary>The environment variable with the socket's path.</summary>
    public const string Variable = "SPECCURSOR_BENCHMARK_ALLOCATIONS";

    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return;
        }

        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        new Thread(() => Answer(listener)) { IsBackground = true, Name = "allocations" }.Start();
    }

    private static void Answer(Socket listener)
    {
        var answer = new byte[sizeof(long)];
        while (true)
        {
            using var caller = listener.Accept();
            BinaryPrimitives.WriteInt64LittleEndian(answer, GC.GetTotalAllocatedBytes(precise: false));
            caller.Send(answer);
        }
    }
}
