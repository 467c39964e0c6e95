using System.Text.Json.Serialization;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>The input of the tool through which Claude answers.</summary>
internal sealed record PatchSubmission
{
    /// <summary>What was done and why, for the pull request.</summary>
    [JsonPropertyName("explanation")]
    public required string Explanation { get; init; }

    /// <summary>The whole repair.</summary>
    [JsonPropertyName("edits")]
    public required IReadOnlyList<ProposedEdit> Edits { get; init; }
}
