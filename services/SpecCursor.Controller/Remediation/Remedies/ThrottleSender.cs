namespace SpecCursor.Controller.Remediation.Remedies;

/// <summary>
/// Has the GitHub app slow down whoever sends deliveries without a valid signature. The GitHub app asks for what is in force, and knows who
/// its senders are; nothing here does.
/// </summary>
internal sealed class ThrottleSender : IRemedy
{
    public string Action => Name;

    /// <summary>Its name.</summary>
    public const string Name = "throttle_sender";

    public string? Accept(ReceivedAlert alert, out string? target)
    {
        target = null;
        return null;
    }

    // As with a pause, the live entry is the throttle.
    public Task<string> ApplyAsync(string? target, CancellationToken cancellationToken) =>
        Task.FromResult("Deliveries of addresses that send many without a valid signature and none with one are slowed down.");
}
