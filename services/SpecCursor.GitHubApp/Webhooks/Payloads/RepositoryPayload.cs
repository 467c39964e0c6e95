namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>A repository.</summary>
internal sealed class RepositoryPayload
{
    /// <summary><c>owner/name</c>.</summary>
    public string? FullName { get; set; }
}
