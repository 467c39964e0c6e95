using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace SpecCursor.GitHubApp.Webhooks.Throttling;

/// <summary>
/// Knows who sends deliveries without a valid signature, and slows them down while that is in force. Thread-safe, and bounded however many
/// senders there are.
/// </summary>
/// <remarks>
/// Nobody is shut out: a noisy sender still gets some deliveries looked at, and the first of them that is rightly signed clears it. So a
/// proxy that attackers share with GitHub, or a secret that was corrected, costs a few deliveries and not all of them.
/// </remarks>
internal sealed class SenderThrottle(IOptions<ThrottleOptions> options, TimeProvider time) : IDisposable
{
    private const int MaximumSenders = 4096;

    private readonly ThrottleOptions _options = options.Value;
    private readonly MemoryCache _senders = new(new MemoryCacheOptions { SizeLimit = MaximumSenders });
    private readonly PartitionedRateLimiter<IPAddress> _limits = PartitionedRateLimiter.Create<IPAddress, IPAddress>(sender =>
        RateLimitPartition.GetTokenBucketLimiter(sender, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.PerSecond,
            TokensPerPeriod = options.Value.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    private long _inForceUntil;

    /// <summary>Whether noisy senders are slowed down now.</summary>
    public bool IsInForce => time.GetUtcNow().UtcTicks < Volatile.Read(ref _inForceUntil);

    /// <summary>Slows noisy senders down until then.</summary>
    /// <param name="until">A time; null to stop.</param>
    public void Enforce(DateTimeOffset? until) => Volatile.Write(ref _inForceUntil, until?.UtcTicks ?? 0);

    /// <summary>Whether a delivery of a sender may be looked at.</summary>
    /// <param name="remote">Where it comes from.</param>
    /// <param name="wait">When to try again, where it may not.</param>
    public bool Admits(IPAddress? remote, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (!IsInForce || !IsNoisy(SenderAddress.Of(remote)))
        {
            return true;
        }

        using var lease = _limits.AttemptAcquire(SenderAddress.Of(remote));
        if (lease.IsAcquired)
        {
            return true;
        }

        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        return false;
    }

    /// <summary>A delivery had no valid signature.</summary>
    /// <param name="remote">Where it came from.</param>
    public void Distrust(IPAddress? remote) => Find(SenderAddress.Of(remote)).Refuse();

    /// <summary>A delivery had a valid signature.</summary>
    /// <param name="remote">Where it came from.</param>
    public void Trust(IPAddress? remote) => Find(SenderAddress.Of(remote)).Clear();

    /// <inheritdoc />
    public void Dispose()
    {
        _senders.Dispose();
        _limits.Dispose();
    }

    private bool IsNoisy(IPAddress sender) => _senders.TryGetValue<Sender>(sender, out var known) && known!.Refused >= _options.Suspicion;

    // Where very many are known the new one is not kept, and those that were silent for longest are forgotten.
    private Sender Find(IPAddress sender) => _senders.GetOrCreate(sender, entry =>
    {
        entry.Size = 1;
        entry.SlidingExpiration = _options.Memory;
        return new Sender();
    })!;

    private sealed class Sender
    {
        private volatile bool _isTrusted;
        private int _refused;

        /// <summary>How many of its deliveries were refused; none for one that knows the secret.</summary>
        public int Refused => _isTrusted ? 0 : Volatile.Read(ref _refused);

        public void Refuse() => Interlocked.Increment(ref _refused);

        public void Clear() => _isTrusted = true;
    }
}
