namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>A GitHub account.</summary>
internal sealed record UserPayload
{
    /// <summary>Its name.</summary>
    public string? Login { get; init; }

    /// <summary><c>User</c>, <c>Bot</c>, <c>Organization</c>.</summary>
    public string? Type { get; init; }
}
