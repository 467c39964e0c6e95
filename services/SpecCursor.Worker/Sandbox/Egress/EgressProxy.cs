using System.Collections.Concurrent;
using System.Net.Sockets;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>
/// An HTTP forward proxy on a Unix socket, for one command: its only way out. It makes tunnels (CONNECT), passes plain http on, and does neither for
/// servers that its policy does not admit. Connections, their heads, their idle time and the bytes of all of them are bounded.
/// </summary>
internal sealed class EgressProxy : IAsyncDisposable
{
    private const int MaximumConnections = 64;
    private const int MaximumRefusals = 20;
    private const UnixFileMode Everybody = (UnixFileMode)0b110_110_110;

    private readonly Socket _listener;
    private readonly EgressPolicy _policy;
    private readonly EgressBudget _budget;
    private readonly SemaphoreSlim _slots = new(MaximumConnections);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = [];
    private readonly ConcurrentDictionary<EgressRefusal, byte> _refusals = [];
    private readonly Action<EgressRefusal> _onRefusal;
    private readonly Task _accepting;

    private EgressProxy(string socketFile, EgressPolicy policy, long maximumBytes, Action<EgressRefusal> onRefusal)
    {
        SocketFile = socketFile;
        _policy = policy;
        _budget = new EgressBudget(maximumBytes);
        _onRefusal = onRefusal;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(socketFile));

        // Whoever gets to see the socket may use it: the folder that it is in is closed, and the command's user is not the service's.
        File.SetUnixFileMode(socketFile, Everybody);
        _listener.Listen(MaximumConnections);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public string SocketFile { get; }

    /// <summary>Bytes that went through, both ways.</summary>
    public long Bytes => _budget.Used;

    /// <summary>What was refused: each server once, the first twenty of them, and as many that could not be reached.</summary>
    public IReadOnlyCollection<EgressRefusal> Refusals => [.. _refusals.Keys];

    /// <param name="socketFile">Where to listen: a file that is not there yet, of at most 100 characters.</param>
    /// <param name="policy">Which servers it connects to.</param>
    /// <param name="maximumBytes">Bytes through it, both ways, before it ends every connection.</param>
    /// <param name="onRefusal">Is told of each server that is refused or can't be reached, once.</param>
    public static EgressProxy Start(string socketFile, EgressPolicy policy, long maximumBytes, Action<EgressRefusal> onRefusal) =>
        new(socketFile, policy, maximumBytes, onRefusal);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        File.Delete(SocketFile);
        _slots.Dispose();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                // Before a connection is taken, so that those for which there is no room wait in the kernel's queue, which is bounded.
                await _slots.WaitAsync(_ended.Token);
                var client = await _listener.AcceptAsync(_ended.Token);
                var connection = ServeAsync(client);
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The command has ended.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        // A connection's faults are its own: the command sees it end.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        try
        {
            using (client)
            {
                await new EgressConnection(client, _policy, _budget, Refuse, patience).RunAsync();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
        }
        finally
        {
            _slots.Release();
        }
    }

    private void Refuse(EgressRefusal refusal)
    {
        // Apart from each other: servers that nobody has must not keep from being counted those that are refused.
        if (_refusals.Keys.Count(known => known.IsUnreachable == refusal.IsUnreachable) < MaximumRefusals && _refusals.TryAdd(refusal, 0))
        {
            _onRefusal(refusal);
        }
    }
}
