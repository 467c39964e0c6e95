using System.Text.Json;
using Anthropic.Models.Messages;
using SpecCursor.AiService.Providers.Claude.Pricing;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>One answer of the API.</summary>
internal sealed record ClaudeAnswer
{
    /// <summary>Everything that was answered, to be given back unchanged in the next turn.</summary>
    public required IReadOnlyList<ContentBlockParam> Content { get; init; }

    /// <summary>Why the answer ends: <c>tool_use</c>, <c>end_turn</c>, <c>max_tokens</c>, <c>refusal</c> …</summary>
    public required string StopReason { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The tokens that it took.</summary>
    public required TokenCount Tokens { get; init; }

    /// <summary>Their price in US dollars.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>The ids of all calls of tools: each wants a result in the next turn.</summary>
    public required IReadOnlyList<string> ToolUseIds { get; init; }

    /// <summary>The input of the first call of the patch tool; null when it was not called.</summary>
    public IReadOnlyDictionary<string, JsonElement>? ToolInput { get; init; }
}
