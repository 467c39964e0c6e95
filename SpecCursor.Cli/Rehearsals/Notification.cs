namespace SpecCursor.Cli.Rehearsals;

/// <summary>Something that a receiver was told.</summary>
/// <param name="Receiver">Which one, such as <c>Slack</c>.</param>
/// <param name="Title">Its headline, which begins with the state in brackets and names the alert.</param>
/// <param name="Text">The rest.</param>
internal sealed record Notification(string Receiver, string Title, string Text)
{
    /// <summary>Whether it says that an alert fires.</summary>
    /// <param name="alert">The alert's name.</param>
    public bool IsFiring(string alert) =>
        Title.StartsWith("[FIRING", StringComparison.Ordinal) && Title.Split(' ').Contains(alert, StringComparer.Ordinal);
}
