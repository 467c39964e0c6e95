namespace SpecCursor.GitHubApp.Forges;

/// <summary>What a check run says about the published commit. Only what succeeded is published, so it always concludes with success.</summary>
internal sealed record CheckReport
{
    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, at most 65,535 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>Where to read more; null where there is no console address.</summary>
    public string? DetailsUrl { get; init; }
}
