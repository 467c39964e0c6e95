namespace SpecCursor.AiService.Providers;

/// <summary>A provider can't be asked now, but may be later: it is overloaded, out of reach, or has asked to wait.</summary>
/// <param name="message">What happened, in words for the user.</param>
/// <param name="retryAfter">How long the provider asked to wait; null when it didn't say.</param>
/// <param name="innerException">The cause.</param>
internal sealed class ProviderUnavailableException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>How long the provider asked to wait; null when it didn't say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
