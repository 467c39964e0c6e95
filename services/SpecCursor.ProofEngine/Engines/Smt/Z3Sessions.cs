using System.Collections.Concurrent;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>
/// As many sessions as are worth starting: one that is about to be idle is waited for, since starting another takes longer than most scripts do.
/// </summary>
internal sealed class Z3Sessions(Z3 z3, TimeProvider time) : IDisposable
{
    /// <summary>In which a z3 makes itself ready and decides what is not hard.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentBag<Z3Session> _all = [];
    private readonly ConcurrentBag<Z3Session> _idle = [];
    private readonly SemaphoreSlim _returned = new(0);
    private int _started;

    /// <summary>One that nobody else asks until it is returned.</summary>
    public async Task<Z3Session> TakeAsync(CancellationToken cancellationToken)
    {
        var isFirst = Interlocked.Exchange(ref _started, 1) == 0;
        if (!isFirst && await _returned.WaitAsync(Patience, cancellationToken) && _idle.TryTake(out var idle))
            return idle;
        var session = new Z3Session(z3, time);
        _all.Add(session);
        return session;
    }

    /// <summary>Lets others ask it.</summary>
    public void Return(Z3Session session)
    {
        _idle.Add(session);
        _returned.Release();
    }

    /// <summary>Ends all of them.</summary>
    public void Dispose()
    {
        foreach (var session in _all)
            session.Dispose();
        _returned.Dispose();
    }
}
