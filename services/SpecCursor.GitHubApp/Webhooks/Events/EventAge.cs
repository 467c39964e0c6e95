using Microsoft.Extensions.Options;

namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>Refuses what happened too long ago, or in the future.</summary>
internal sealed class EventAge(IOptions<WebhookOptions> options, TimeProvider time)
{
    private static readonly TimeSpan MaximumLead = TimeSpan.FromDays(1);

    /// <summary>A refusal where the event is too old; an event without a date cannot be.</summary>
    public DeliveryPlan? Check(DateTimeOffset? at)
    {
        if (at is not { } date)
        {
            return null;
        }

        var age = time.GetUtcNow() - date;
        if (age > options.Value.MaximumAge)
        {
            return DeliveryPlan.Refuse(
                StatusCodes.Status401Unauthorized,
                "delivery-stale",
                $"The signed event happened at {date.UtcDateTime:u}, more than {options.Value.MaximumAge.TotalDays:0.#} days ago.");
        }

        return age < -MaximumLead
            ? DeliveryPlan.Refuse(StatusCodes.Status401Unauthorized, "delivery-stale", $"The signed event has a date in the future, {date.UtcDateTime:u}.")
            : null;
    }
}
