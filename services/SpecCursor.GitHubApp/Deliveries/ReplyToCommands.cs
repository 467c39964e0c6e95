namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>Tells this service to answer commands on the issue where they were given.</summary>
public sealed record ReplyToCommands
{
    /// <summary>The repository, <c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The issue or pull request.</summary>
    public required int Number { get; init; }

    /// <summary>Tells this answer from others, so that it is given once.</summary>
    public required string Marker { get; init; }

    /// <summary>Markdown in which everything from outside is harmless.</summary>
    public required string Body { get; init; }
}
