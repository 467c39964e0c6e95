namespace SpecCursor.AiService.Providers.Claude.Prompts;

/// <summary>What Claude is told about one broken upgrade.</summary>
internal sealed record PatchPrompt
{
    /// <summary>The upgrade and the files: the same for every attempt at an upgrade, so that it is read from the cache.</summary>
    public required string Context { get; init; }

    /// <summary>The failing tests and the earlier repair: different for every attempt.</summary>
    public required string Failure { get; init; }

    /// <summary>The files that are shown.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>How many tokens all of it is, by estimate.</summary>
    public required int EstimatedTokens { get; init; }
}
