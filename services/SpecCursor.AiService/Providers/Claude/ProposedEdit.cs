using System.Text.Json.Serialization;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>One edit as Claude submits it.</summary>
internal sealed record ProposedEdit
{
    /// <summary>The file.</summary>
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    /// <summary>Text that occurs in the file exactly once.</summary>
    [JsonPropertyName("old_text")]
    public required string OldText { get; init; }

    /// <summary>What takes its place.</summary>
    [JsonPropertyName("new_text")]
    public required string NewText { get; init; }
}
