using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;

namespace SpecCursor.ProofEngine.Proving.Ahead;

/// <summary>
/// Proofs that were begun before the workflow asked for them. Each is handed over once; what nobody asks for, because the tests failed, is
/// forgotten after a while. It is kept in memory only: what a crash takes is proved when it is asked for.
/// </summary>
/// <param name="prover">Proves.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where to say what came to nothing.</param>
/// <param name="capacity">How many may wait to be asked for. What comes beyond them is not begun.</param>
internal sealed class ProofsAhead(UpgradeProver prover, TimeProvider time, ILogger<ProofsAhead> logger, int capacity = ProofsAhead.Capacity) : IProofForesight
{
    /// <summary>How many may wait to be asked for in a service.</summary>
    public const int Capacity = 64;

    /// <summary>The longest texts of a proof that is kept, in characters.</summary>
    public const int MaximumText = 1024 * 1024;

    /// <summary>As long as tests may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(45);

    private readonly Lock _access = new();
    private readonly Dictionary<string, Proof> _proofs = new(StringComparer.Ordinal);

    /// <summary>How many are there, begun or done.</summary>
    public int Count
    {
        get
        {
            lock (_access)
            {
                return _proofs.Count;
            }
        }
    }

    /// <inheritdoc />
    public async Task BeginAsync(ProveUpgrade expected, CancellationToken cancellationToken)
    {
        var key = ProofKey.Of(expected);
        Proof proof;
        lock (_access)
        {
            Forget();
            if (_proofs.ContainsKey(key) || _proofs.Count >= capacity)
            {
                return;
            }

            proof = new Proof(time.GetTimestamp());
            _proofs.Add(key, proof);
        }

        try
        {
            var answer = await prover.ProveAsync(expected, cancellationToken);
            proof.Answer.SetResult(answer);
            if (answer.Verdict == ProofVerdict.Inconclusive || TextOf(answer) > MaximumText)
            {
                Remove(key, proof);
            }
        }
        catch (Exception exception)
        {
            // Whoever waits for it proves it himself, and meets the fault himself if it is still there.
            proof.Answer.SetResult(null);
            Remove(key, proof);
            if (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "A proof that was begun while the tests ran came to nothing");
            }
        }
    }

    /// <summary>Hands over a proof, once.</summary>
    /// <returns>The answer, which may still be under way and is null when it came to nothing; null where nobody began it.</returns>
    public Task<UpgradeProved?>? Take(ProveUpgrade command)
    {
        lock (_access)
        {
            if (_proofs.Count == 0)
            {
                return null;
            }
        }

        var key = ProofKey.Of(command);
        lock (_access)
        {
            Forget();
            return _proofs.Remove(key, out var proof) ? proof.Answer.Task : null;
        }
    }

    private void Forget()
    {
        foreach (var (key, proof) in _proofs)
        {
            if (time.GetElapsedTime(proof.BegunAt) > Lifetime)
            {
                _proofs.Remove(key);
            }
        }
    }

    private void Remove(string key, Proof proof)
    {
        lock (_access)
        {
            if (_proofs.TryGetValue(key, out var kept) && ReferenceEquals(kept, proof))
            {
                _proofs.Remove(key);
            }
        }
    }

    private static int TextOf(UpgradeProved answer) => answer.Obligations.Sum(obligation => (obligation.Smt?.Length ?? 0) + (obligation.Lean?.Length ?? 0));

    private sealed class Proof(long begunAt)
    {
        public long BegunAt { get; } = begunAt;

        public TaskCompletionSource<UpgradeProved?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
