using System.ComponentModel.DataAnnotations;

namespace SpecCursor.GitHubApp.Webhooks.Throttling;

/// <summary>How senders without a valid signature are slowed down while the controller has it done. Section <c>SpecCursor:Webhooks:Throttle</c>.</summary>
internal sealed class ThrottleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "SpecCursor:Webhooks:Throttle";

    /// <summary>How many deliveries without a valid signature make a sender noisy, if there is none with one: 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int Suspicion { get; set; } = 20;

    /// <summary>How long after its last delivery a sender is forgotten.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Memory { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many deliveries a second a noisy sender may have looked at, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PerSecond { get; set; } = 1;

    /// <summary>How often the controller is asked what is in force.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Check { get; set; } = TimeSpan.FromSeconds(5);
}
