using Anthropic.Models.Messages;
using SpecCursor.AiService.Providers.Claude.Pricing;
using SpecCursor.AiService.Providers.Claude.Prompts;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>One generation's questions and answers, and what they took.</summary>
internal sealed class ClaudeConversation
{
    private readonly List<MessageParam> _messages;
    private TokenCount _tokens;
    private decimal _costUsd;
    private int _answers;

    /// <summary>Begins with a prompt, whose unvarying part is to be cached.</summary>
    public ClaudeConversation(PatchPrompt prompt)
    {
        EstimatedTokens = prompt.EstimatedTokens;
        _messages =
        [
            User(
                new TextBlockParam { Text = prompt.Context, CacheControl = new CacheControlEphemeral() },
                new TextBlockParam { Text = prompt.Failure }),
        ];
    }

    /// <summary>The messages so far.</summary>
    public IReadOnlyList<MessageParam> Messages => _messages;

    /// <summary>The tokens of the messages so far, by estimate.</summary>
    public long EstimatedTokens { get; private set; }

    /// <summary>The model that answered last; null before the first answer.</summary>
    public string? Model { get; private set; }

    /// <summary>What all answers took; null when there was none.</summary>
    public TokenUsage? Usage => _answers == 0 ? null : new TokenUsage
    {
        Input = _tokens.Input,
        Output = _tokens.Output,
        CacheRead = _tokens.CacheRead,
        CacheWrite = _tokens.CacheWrite,
        CostUsd = _costUsd,
    };

    /// <summary>Accounts for an answer.</summary>
    public void Add(ClaudeAnswer answer)
    {
        _answers++;
        _tokens += answer.Tokens;
        _costUsd += answer.CostUsd;
        Model = answer.Model;
    }

    /// <summary>Says what is wrong with an answer.</summary>
    public void SendBack(ClaudeAnswer answer, string feedback)
    {
        EstimatedTokens += answer.Tokens.Output + TokenEstimate.Of(feedback);
        if (answer.StopReason == "max_tokens" || answer.Content.Count == 0)
        {
            // What was cut off may be half a call, which can't be given back: the question is asked again with a remark.
            _messages.Add(User(new TextBlockParam { Text = feedback }));
            return;
        }

        _messages.Add(new AssistantMessageParam { Content = answer.Content.ToList() });
        ContentBlockParam[] results = [.. answer.ToolUseIds.Select(id => (ContentBlockParam)new ToolResultBlockParam { ToolUseID = id, Content = feedback, IsError = true })];
        _messages.Add(results.Length > 0 ? User(results) : User(new TextBlockParam { Text = feedback }));
    }

    private static UserMessageParam User(params ContentBlockParam[] content) => new() { Content = content.ToList() };
}
