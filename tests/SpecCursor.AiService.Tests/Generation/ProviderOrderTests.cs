using SpecCursor.AiService.Tests.Support;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;

namespace SpecCursor.AiService.Tests.Generation;

/// <summary>Who is asked, and what happens when who is asked can't answer.</summary>
public sealed class ProviderOrderTests : IAsyncLifetime
{
    private const string Source = "const uuidv4 = require('uuid/v4');\nmodule.exports = () => uuidv4();\n";
    private const string Repaired = "const { v4: uuidv4 } = require('uuid');\nmodule.exports = () => uuidv4();\n";

    private FakeAnthropic _claude = null!;

    private static GeneratePatch Known => Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", Source));

    private static GeneratePatch Unknown => Commands.For("parser", "1.0.0", "2.0.0", ("src/a.js", "const parse = require('parser');\nparse();\n"));

    public async Task InitializeAsync() => _claude = await FakeAnthropic.StartAsync();

    public async Task DisposeAsync() => await _claude.DisposeAsync();

    [Fact]
    public async Task Recipe_that_fits_exactly_is_taken_and_nothing_leaves_the_machine()
    {
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Known);

        AssertRepairedByRecipe(answer);
        Assert.Empty(_claude.Requests);
        Assert.Contains("uuid 8 no longer lets the files be loaded", answer.Summary, StringComparison.Ordinal);
        Assert.Contains("src/a.js", answer.Summary, StringComparison.Ordinal);
        Assert.Null(answer.Usage);
    }

    [Fact]
    public async Task Recipe_that_leaves_something_is_taken_only_where_claude_has_nothing_better()
    {
        var command = Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", Source), ("src/b.js", "require('uuid/lib/rng')();\n"));
        _claude.Patch("Uses crypto.", ("src/a.js", "const uuidv4 = require('uuid/v4')", "const { v4: uuidv4 } = require('uuid')"), ("src/b.js", "require('uuid/lib/rng')()", "require('crypto').randomBytes(16)"));
        using var harness = new AiHarness(_claude);

        Assert.Equal("claude", (await harness.GenerateAsync(command)).Provider);

        _claude.Text("No.", "refusal");
        var fallback = await harness.GenerateAsync(command);
        AssertRepairedByRecipe(fallback);
        Assert.Contains("uuid/lib/rng", fallback.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_attempt_that_did_not_suffice_claude_is_asked_first()
    {
        _claude.Patch("x", ("src/a.js", "const uuidv4 = require('uuid/v4')", "const { v1: uuidv4 } = require('uuid')"));
        using var harness = new AiHarness(_claude);
        var command = Known with { Attempt = 2, EarlierEdits = [new FileEdit { Path = "src/a.js", BaseSha256 = "0", NewContent = Repaired, Diff = "-\n+\n" }] };

        Assert.Equal("claude", (await harness.GenerateAsync(command)).Provider);
    }

    [Fact]
    public async Task Recipe_is_not_tried_twice()
    {
        using var harness = new AiHarness(null);
        var command = Known with { Attempt = 2, EarlierEdits = [new FileEdit { Path = "src/a.js", BaseSha256 = "0", NewContent = Repaired, Diff = "-\n+\n" }] };

        var answer = await harness.GenerateAsync(command);

        Assert.Equal("recipe-insufficient", answer.Failure?.Code);
        Assert.Contains("ANTHROPIC_API_KEY", answer.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_and_a_recipe_the_reason_says_both()
    {
        using var harness = new AiHarness(null);

        var answer = await harness.GenerateAsync(Unknown);

        Assert.Equal(PatchOutcome.Failed, answer.Outcome);
        Assert.Equal("recipes", answer.Provider);
        Assert.Contains("no recipe for parser 1.0.0 to 2.0.0", answer.Failure?.Reason, StringComparison.Ordinal);
        Assert.Contains("ANTHROPIC_API_KEY", answer.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipes_only_means_that_claude_is_never_asked()
    {
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Provider", "recipes"));

        Assert.Equal("no-recipe", (await harness.GenerateAsync(Unknown)).Failure?.Code);
        Assert.Empty(_claude.Requests);
    }

    [Fact]
    public async Task Claude_may_be_preferred()
    {
        _claude.Patch("x", ("src/a.js", "const uuidv4 = require('uuid/v4')", "const { v4: uuidv4 } = require('uuid')"));
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Provider", "claude"));

        Assert.Equal("claude", (await harness.GenerateAsync(Known)).Provider);
    }

    [Theory]
    [InlineData(429, "rate_limit_error")]
    [InlineData(529, "overloaded_error")]
    [InlineData(500, "api_error")]
    [InlineData(503, "api_error")]
    public async Task Api_that_recovers_in_moments_is_asked_again(int status, string type)
    {
        _claude.Error(status, type, "Wait.", "0").Error(status, type, "Wait.", "0").Patch("x", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Unknown);

        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        Assert.Equal(3, _claude.Requests.Count);
        Assert.Contains(status == 429 ? "speccursor.external.requests{anthropic,rate_limited} 1" : "speccursor.external.requests{anthropic,5xx} 1", harness.Measurements);
    }

    [Fact]
    public async Task Api_that_asks_to_wait_longer_is_left_to_the_queue()
    {
        _claude.Error(429, "rate_limit_error", "Too many tokens.", "90");
        using var harness = new AiHarness(_claude);

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => harness.GenerateAsync(Unknown));

        Assert.Equal("provider-unavailable", exception.Failure.Code);
        Assert.True(exception.Failure.IsTransient);
        Assert.Contains("429 (Too many tokens.)", exception.Failure.Reason, StringComparison.Ordinal);
        Assert.Contains("90 seconds", exception.Failure.Reason, StringComparison.Ordinal);
        Assert.Single(_claude.Requests);
    }

    [Fact]
    public async Task Last_try_settles_for_recipes()
    {
        _claude.Error(529, "overloaded_error", "Overloaded", "90");
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Provider", "claude"));

        var answer = await harness.GenerateAsync(Known, AiHarness.MaximumTries);

        AssertRepairedByRecipe(answer);
        Assert.Contains("speccursor.ai.patches{node,claude,failed} 1", harness.Measurements);
    }

    [Fact]
    public async Task Last_try_without_a_recipe_fails_with_the_reason()
    {
        _claude.Error(529, "overloaded_error", "Overloaded", "90");
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Unknown, AiHarness.MaximumTries);

        Assert.Equal("provider-unavailable", answer.Failure?.Code);
        Assert.True(answer.Failure?.IsTransient);
        Assert.Contains("Overloaded", answer.Failure?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("garbage")]
    [InlineData("silence")]
    [InlineData("gone")]
    public async Task Connection_that_fails_is_for_later(string how)
    {
        _ = how switch
        {
            "truncated" => _claude.Truncated(),
            "garbage" => _claude.Garbage(),
            "silence" => _claude.Silence(),
            _ => _claude,
        };
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Claude:MaximumRetries", "0"), ("SpecCursor:Ai:Claude:RequestTimeout", "00:00:02"));
        if (how == "gone")
        {
            await _claude.DisposeAsync();
        }

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => harness.GenerateAsync(Unknown));

        Assert.Equal("provider-unavailable", exception.Failure.Code);
    }

    [Fact]
    public async Task Generation_that_takes_too_long_is_for_later()
    {
        _claude.Silence();
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Claude:GenerationTimeout", "00:00:02"));

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => harness.GenerateAsync(Unknown));

        Assert.Contains("within 2 seconds", exception.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_files_there_is_nothing_to_ask()
    {
        using var harness = new AiHarness(_claude);

        Assert.Equal("nothing-to-repair", (await harness.GenerateAsync(Unknown with { Files = [] })).Failure?.Code);
        Assert.Empty(_claude.Requests);
    }

    [Theory]
    [InlineData(401, "authentication_error", "claude-unauthorized")]
    [InlineData(403, "permission_error", "claude-unauthorized")]
    [InlineData(404, "not_found_error", "claude-unknown-model")]
    [InlineData(413, "request_too_large", "claude-prompt-too-large")]
    [InlineData(400, "invalid_request_error", "claude-bad-request")]
    public async Task What_will_not_get_better_is_not_asked_again(int status, string type, string code)
    {
        _claude.Error(status, type, "The reason.");
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Unknown);

        Assert.Equal(code, answer.Failure?.Code);
        Assert.False(answer.Failure?.IsTransient);
        Assert.Contains("The reason.", answer.Failure?.Reason, StringComparison.Ordinal);
        Assert.Single(_claude.Requests);
    }

    [Fact]
    public async Task Used_up_budget_means_recipes()
    {
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Budget:TokensPerHour", "1000"), ("SpecCursor:Ai:Provider", "claude"));

        AssertRepairedByRecipe(await harness.GenerateAsync(Known));
        Assert.Equal("budget-exhausted", (await harness.GenerateAsync(Unknown)).Failure?.Code);
        Assert.Empty(_claude.Requests);
    }

    [Fact]
    public async Task Budget_is_used_by_what_was_used_and_not_by_what_was_estimated()
    {
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Budget:TokensPerHour", "40000"));
        for (var time = 0; time < 3; time++)
        {
            _claude.Patch("x", ("src/a.js", "const parse", "const { parse }"));
            Assert.Equal(PatchOutcome.Generated, (await harness.GenerateAsync(Unknown)).Outcome);
        }

        Assert.Equal(3, _claude.Requests.Count);
    }

    [Fact]
    public async Task Open_circuit_leaves_claude_alone_and_says_so()
    {
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Provider", "claude"));

        var answer = await harness.GenerateAsync(Known with { CircuitOpenUntil = DateTimeOffset.UtcNow.AddHours(1) });

        AssertRepairedByRecipe(answer);
        Assert.Contains("Claude was not asked: it fails, and an automated response (open_ai_circuit)", answer.Summary, StringComparison.Ordinal);
        Assert.Empty(_claude.Requests);
    }

    [Fact]
    public async Task Open_circuit_without_a_recipe_fails_at_once_with_the_reason()
    {
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Unknown with { CircuitOpenUntil = new DateTimeOffset(2100, 1, 2, 3, 4, 5, TimeSpan.Zero) });

        Assert.Equal((PatchOutcome.Failed, "recipes", "ai-circuit-open", true), (answer.Outcome, answer.Provider, answer.Failure!.Code, answer.Failure.IsTransient));
        Assert.Contains("no recipe for parser 1.0.0 to 2.0.0", answer.Failure.Reason, StringComparison.Ordinal);
        Assert.Contains("until 2100-01-02 03:04 UTC at the latest", answer.Failure.Reason, StringComparison.Ordinal);
        Assert.Empty(_claude.Requests);
    }

    [Fact]
    public async Task Circuit_that_was_open_when_the_command_was_sent_closes_with_time()
    {
        _claude.Patch("x", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Unknown with { CircuitOpenUntil = DateTimeOffset.UtcNow.AddSeconds(-1) });

        Assert.Equal(("claude", "x"), (answer.Provider, answer.Summary));
    }

    [Fact]
    public async Task Open_circuit_is_no_matter_where_claude_would_not_have_been_asked()
    {
        using var harness = new AiHarness(_claude);
        using var recipesOnly = new AiHarness(null);
        var open = DateTimeOffset.UtcNow.AddHours(1);

        var whole = await harness.GenerateAsync(Known with { CircuitOpenUntil = open });
        var without = await recipesOnly.GenerateAsync(Unknown with { CircuitOpenUntil = open });

        Assert.DoesNotContain("open_ai_circuit", whole.Summary, StringComparison.Ordinal);
        Assert.Equal("no-recipe", without.Failure?.Code);
    }

    private static void AssertRepairedByRecipe(PatchGenerated answer)
    {
        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        Assert.Equal("recipes", answer.Provider);
        Assert.Equal("uuid-deep-imports", answer.Recipe);
        Assert.Equal(Repaired, answer.Edits.Single(edit => edit.Path == "src/a.js").NewContent);
    }
}
