namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>A GitHub account.</summary>
internal sealed class UserPayload
{
    /// <summary>Its name.</summary>
    public string? Login { get; set; }

    /// <summary><c>User</c>, <c>Bot</c>, <c>Organization</c>.</summary>
    public string? Type { get; set; }
}
