namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>A repository.</summary>
internal sealed record RepositoryPayload
{
    /// <summary><c>owner/name</c>.</summary>
    public string? FullName { get; init; }
}
