using System.Collections.Concurrent;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>As many sessions as are in use at one time.</summary>
internal sealed class Z3Sessions(Z3 z3, TimeProvider time) : IDisposable
{
    private readonly ConcurrentBag<Z3Session> _all = [];
    private readonly ConcurrentBag<Z3Session> _idle = [];

    /// <summary>One that nobody else asks until it is returned.</summary>
    public Z3Session Take()
    {
        if (_idle.TryTake(out var idle))
            return idle;
        var session = new Z3Session(z3, time);
        _all.Add(session);
        return session;
    }

    /// <summary>Lets others ask it.</summary>
    public void Return(Z3Session session) => _idle.Add(session);

    /// <summary>Ends all of them.</summary>
    public void Dispose()
    {
        foreach (var session in _all)
            session.Dispose();
    }
}
