using System.Diagnostics;
using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using SpecCursor.AiService.Providers.Claude.Pricing;
using SpecCursor.AiService.Providers.Claude.Prompts;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>Asks the Claude API, and accounts for what an answer took.</summary>
internal sealed class ClaudeClient(
    IHttpClientFactory clients, ClaudeOptions options, PriceList prices, SpecCursorMetrics metrics, TimeProvider time, ILogger<ClaudeClient> logger)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "anthropic";

    /// <summary>Asks once, repeating the request while the API is overloaded for moments only.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProviderUnavailableException">The API can't be asked now.</exception>
    /// <exception cref="ClaudeRefusedException">The API will not answer this request, now or later.</exception>
    public async Task<ClaudeAnswer> AskAsync(IReadOnlyList<MessageParam> messages, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await AskOnceAsync(messages, cancellationToken).ConfigureAwait(false);
            }
            catch (ProviderUnavailableException exception) when (attempt < options.MaximumRetries && exception.InnerException is not OperationCanceledException)
            {
                var delay = exception.RetryAfter ?? TimeSpan.FromSeconds(1 << attempt);
                if (delay > options.MaximumRetryDelay)
                {
                    throw;
                }

                logger.LogInformation("Claude can't be asked now ({Reason}); asking again in {Delay}.", exception.Message, delay);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<ClaudeAnswer> AskOnceAsync(IReadOnlyList<MessageParam> messages, CancellationToken cancellationToken)
    {
        using var activity = SpecCursorActivities.StartAiGeneration("anthropic", options.Model);
        activity?.SetTag("gen_ai.request.max_tokens", options.MaximumOutputTokens);
        try
        {
            using var http = clients.CreateClient(HttpClientName);
            using var client = Create(http);
            var message = await client.Messages.Create(Parameters(messages), cancellationToken).ConfigureAwait(false);
            var answer = Read(message);
            Describe(activity, message, answer);
            Account(answer);
            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            activity?.Fail(exception);
            activity?.SetTag("error.type", exception.GetType().Name);
            throw Translate(exception);
        }
    }

    /// <summary>Retries, telemetry and credentials are this service's own business: nothing is taken from the environment behind its back.</summary>
    private AnthropicClient Create(HttpClient http) => new()
    {
        HttpClient = http,
        ApiKey = options.ApiKey,
        MaxRetries = 0,
        Timeout = options.RequestTimeout,
        OpenTelemetry = false,
        BaseUrl = (options.BaseAddress?.ToString() ?? "https://api.anthropic.com").TrimEnd('/'),
    };

    private MessageCreateParams Parameters(IReadOnlyList<MessageParam> messages) => new()
    {
        Model = options.Model,
        MaxTokens = options.MaximumOutputTokens,
        System = new List<TextBlockParam> { new() { Text = SystemPrompt.Text, CacheControl = new CacheControlEphemeral() } },
        Tools = [PatchTool.Definition],

        // Present models refuse to be forced to a tool while they think; the strict schema and the prompt take its place, and an answer
        // without the call is sent back.
        ToolChoice = new ToolChoiceAuto { DisableParallelToolUse = true },
        Messages = messages,
    };

    private ClaudeAnswer Read(Message message)
    {
        var calls = message.Content.Select(block => block.TryPickToolUse(out var use) ? use : null).OfType<ToolUseBlock>().ToList();
        var usage = message.Usage;
        var tokens = new TokenCount(usage.InputTokens, usage.OutputTokens, usage.CacheReadInputTokens ?? 0, usage.CacheCreationInputTokens ?? 0);
        var model = message.Model.Raw() ?? options.Model;
        return new ClaudeAnswer
        {
            Content = [.. message.Content.Select(block => JsonSerializer.Deserialize<ContentBlockParam>(block.Json)!)],
            StopReason = message.StopReason?.Raw() ?? string.Empty,
            Model = model,
            Tokens = tokens,
            CostUsd = prices.Of(model, tokens),
            ToolUseIds = [.. calls.Select(call => call.ID)],
            ToolInput = calls.Find(call => call.Name == PatchTool.Name)?.Input,
        };
    }

    private void Account(ClaudeAnswer answer)
    {
        metrics.TokensBilled(options.Model, "input", answer.Tokens.Input);
        metrics.TokensBilled(options.Model, "output", answer.Tokens.Output);
        metrics.TokensBilled(options.Model, "cache_read", answer.Tokens.CacheRead);
        metrics.TokensBilled(options.Model, "cache_write", answer.Tokens.CacheWrite);
        metrics.CostBilled(options.Model, answer.CostUsd);
    }

    /// <summary>The attributes of the GenAI semantic conventions. What was said is not among them.</summary>
    private static void Describe(Activity? activity, Message message, ClaudeAnswer answer)
    {
        activity?.SetTag("gen_ai.response.id", message.ID)
            .SetTag("gen_ai.response.model", answer.Model)
            .SetTag("gen_ai.response.finish_reasons", new[] { answer.StopReason })
            .SetTag("gen_ai.usage.input_tokens", answer.Tokens.Prompt)
            .SetTag("gen_ai.usage.output_tokens", answer.Tokens.Output)
            .SetTag("gen_ai.usage.cache_read.input_tokens", answer.Tokens.CacheRead)
            .SetTag("gen_ai.usage.cache_creation.input_tokens", answer.Tokens.CacheWrite);
    }

    private static Exception Translate(Exception exception) => exception switch
    {
        ProviderUnavailableException => exception,
        AnthropicApiException api => ClaudeRefusedException.Of(api),
        OperationCanceledException => new ProviderUnavailableException("The Claude API did not answer in time.", innerException: exception),
        AnthropicException or HttpRequestException or IOException or JsonException =>
            new ProviderUnavailableException($"The Claude API could not be reached or broke off its answer: {exception.Message}", innerException: exception),
        _ => exception,
    };
}
