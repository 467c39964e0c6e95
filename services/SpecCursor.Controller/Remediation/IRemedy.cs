namespace SpecCursor.Controller.Remediation;

/// <summary>Something that can be done about an alert without a person. It is bounded in time, and ends with the alert.</summary>
internal interface IRemedy
{
    /// <summary>The name that alert rules declare in their label <c>remediation</c>.</summary>
    string Action { get; }

    /// <summary>Reads from an alert what to act on.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="target">What to act on; null for everything.</param>
    /// <returns>Why it does not suit the alert; null when it does.</returns>
    string? Accept(ReceivedAlert alert, out string? target);

    /// <summary>Does it.</summary>
    /// <param name="target">What to act on.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What was done, in one line for a person.</returns>
    Task<string> ApplyAsync(string? target, CancellationToken cancellationToken);
}
