namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>What is wrong with a signature.</summary>
/// <param name="Reason">The value of the <c>reason</c> label.</param>
/// <param name="Detail">A sentence for the sender.</param>
internal sealed record SignatureFault(string Reason, string Detail)
{
    /// <summary>There is none.</summary>
    public static SignatureFault Missing { get; } =
        new("missing", $"The header {SignatureCheck.HeaderName} is missing. Set the webhook's secret at the sender.");

    /// <summary>It is not of the right form.</summary>
    public static SignatureFault Malformed { get; } =
        new("malformed", $"The header {SignatureCheck.HeaderName} must be 'sha256=' and 64 hexadecimal digits.");

    /// <summary>It is another body's, or made with another secret.</summary>
    public static SignatureFault Mismatch { get; } =
        new("mismatch", $"The header {SignatureCheck.HeaderName} does not fit the body. The sender's secret must be the one that is configured here.");
}
