using System.Globalization;
using StackExchange.Redis;

namespace SpecCursor.AiService.Budget;

/// <summary>
/// Keeps the use of tokens within an hourly and a daily budget. Tokens are set aside before a request, by estimate, and put right after it,
/// so that requests at the same time can't all see the last of the budget. Where Redis can't be reached, this process counts for itself:
/// work goes on, and the budget holds for each instance.
/// </summary>
internal sealed class TokenBudget(
    BudgetOptions options, LocalWindowCounter local, TimeProvider time, ILogger<TokenBudget> logger, RedisWindowCounter? shared = null)
{
    private bool _isSharedLost;

    /// <summary>Sets tokens aside.</summary>
    /// <param name="tokens">The estimate of what a request will use.</param>
    /// <returns>Null when they exceed what is left of a window.</returns>
    public async Task<BudgetReservation?> TryReserveAsync(long tokens)
    {
        var reservation = new BudgetReservation(tokens, Windows());
        var isWithin = true;
        foreach (var window in reservation.Windows)
        {
            var total = await AddAsync(window, tokens).ConfigureAwait(false);
            if (window.Limit >= 0 && total > window.Limit)
            {
                logger.LogWarning("The token budget of the {Window} is used up: {Total} of {Limit} tokens with this request.", window.Name, total, window.Limit);
                isWithin = false;
            }
        }

        if (isWithin)
        {
            return reservation;
        }

        await SettleAsync(reservation, 0).ConfigureAwait(false);
        return null;
    }

    /// <summary>Puts a reservation right once the request is over.</summary>
    /// <param name="reservation">What was set aside.</param>
    /// <param name="used">What was used.</param>
    public async Task SettleAsync(BudgetReservation reservation, long used)
    {
        foreach (var window in reservation.Windows)
        {
            await AddAsync(window, used - reservation.Tokens).ConfigureAwait(false);
        }
    }

    private List<BudgetWindow> Windows()
    {
        var now = time.GetUtcNow();
        return
        [
            new("hour", now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture), options.TokensPerHour, TimeSpan.FromHours(1)),
            new("day", now.ToString("yyyyMMdd", CultureInfo.InvariantCulture), options.TokensPerDay, TimeSpan.FromDays(1)),
        ];
    }

    private async Task<long> AddAsync(BudgetWindow window, long tokens)
    {
        var expiry = window.Length * 2;
        var own = await local.AddAsync(window.Key, tokens, expiry).ConfigureAwait(false);
        if (shared is null)
        {
            return own;
        }

        try
        {
            var total = await shared.AddAsync(window.Key, tokens, expiry).ConfigureAwait(false);
            _isSharedLost = false;
            return total;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            if (!_isSharedLost)
            {
                logger.LogWarning(exception, "Redis can't be reached: the token budget is counted for this process alone.");
                _isSharedLost = true;
            }

            return own;
        }
    }
}
