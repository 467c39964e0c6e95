namespace SpecCursor.GitHubApp.Forges;

/// <summary>The forge does not answer, is out of requests, or is busy: the same may well succeed later.</summary>
public sealed class ForgeUnavailableException : Exception
{
    /// <summary>Says what is the matter.</summary>
    /// <param name="message">One or two sentences for a person.</param>
    /// <param name="innerException">What was seen.</param>
    public ForgeUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
