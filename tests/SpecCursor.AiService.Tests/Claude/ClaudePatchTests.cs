using System.Text.Json.Nodes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Tests.Claude;

public sealed class ClaudePatchTests : IAsyncLifetime
{
    private const string Source = "const parse = require('parser');\nmodule.exports = (text) => parse(text);\n";

    private FakeAnthropic _claude = null!;

    private static GeneratePatch Command => Commands.For("parser", "1.0.0", "2.0.0", ("src/a.js", Source), ("src/b.js", "module.exports = 1;\n"));

    public async Task InitializeAsync() => _claude = await FakeAnthropic.StartAsync();

    public async Task DisposeAsync() => await _claude.DisposeAsync();

    [Fact]
    public async Task Structured_edits_become_a_patch_with_its_price()
    {
        _claude.Patch("parser 2 exports `parse` by name.", ("src/a.js", "const parse = require('parser');", "const { parse } = require('parser');"));
        using var harness = new AiHarness(_claude);
        var command = Command;

        var answer = await harness.GenerateAsync(command);

        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        Assert.Equal("claude", answer.Provider);
        Assert.Equal("claude-sonnet-5-5", answer.Model);
        Assert.Null(answer.Recipe);
        Assert.Equal("parser 2 exports `parse` by name.", answer.Summary);
        var edit = Assert.Single(answer.Edits);
        Assert.Equal("src/a.js", edit.Path);
        Assert.Equal(command.Files[0].Sha256, edit.BaseSha256);
        Assert.Equal("const { parse } = require('parser');\nmodule.exports = (text) => parse(text);\n", edit.NewContent);
        Assert.Contains("+const { parse } = require('parser');", edit.Diff, StringComparison.Ordinal);
        Assert.Equal(new TokenUsage { Input = 1000, Output = 200, CacheRead = 4000, CacheWrite = 300, CostUsd = 0.00515m }, answer.Usage);
        Assert.Contains("speccursor.ai.tokens{claude-sonnet-5-5,input} 1000", harness.Measurements);
        Assert.Contains("speccursor.ai.tokens{claude-sonnet-5-5,cache_read} 4000", harness.Measurements);
        Assert.Contains("speccursor.ai.cost_usd{claude-sonnet-5-5} 0.00515", harness.Measurements);
        Assert.Contains("speccursor.external.requests{anthropic,2xx} 1", harness.Measurements);
        Assert.DoesNotContain(harness.Measurements, line => line.StartsWith("speccursor.ai.patches", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_is_what_the_api_expects()
    {
        _claude.Patch("x", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        await harness.GenerateAsync(Command);

        var (headers, body) = Assert.Single(_claude.Requests);
        Assert.Equal($"Bearer {AiHarness.ApiKey}", headers["authorization"]);
        Assert.True(headers.ContainsKey("anthropic-version"));
        Assert.False(headers.ContainsKey("traceparent"));
        Assert.Equal("claude-sonnet-5-5", (string?)body["model"]);
        Assert.Equal(24_000, (int?)body["max_tokens"]);
        Assert.Equal("ephemeral", (string?)body["system"]![0]!["cache_control"]!["type"]);
        var tool = Assert.Single(body["tools"]!.AsArray())!;
        Assert.Equal("submit_patch", (string?)tool["name"]);
        Assert.True((bool?)tool["strict"]);
        Assert.False((bool?)tool["input_schema"]!["additionalProperties"]);
        Assert.False((bool?)tool["input_schema"]!["properties"]!["edits"]!["items"]!["additionalProperties"]);
        Assert.Equal("auto", (string?)body["tool_choice"]!["type"]);
        Assert.True((bool?)body["tool_choice"]!["disable_parallel_tool_use"]);
        var content = Assert.Single(body["messages"]!.AsArray())!["content"]!.AsArray();
        Assert.Equal(2, content.Count);
        Assert.Equal("ephemeral", (string?)content[0]!["cache_control"]!["type"]);
        Assert.Null(content[1]!["cache_control"]);
        Assert.Contains("parser (node) was upgraded from 1.0.0 to 2.0.0", (string?)content[0]!["text"], StringComparison.Ordinal);
        Assert.Contains("Error: boom", (string?)content[1]!["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("acme/shop", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_that_does_not_apply_is_sent_back_with_the_reason()
    {
        _claude.Patch("x", ("src/a.js", "const missing", "const x")).Patch("y", ("src/a.js", "parse", "p")).Patch("z", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        Assert.Equal(3000, answer.Usage?.Input);
        var messages = _claude.Requests[2].Body["messages"]!.AsArray();
        Assert.Equal(["user", "assistant", "user", "assistant", "user"], messages.Select(message => (string?)message!["role"]));
        Assert.Equal("thinking", (string?)messages[1]!["content"]![0]!["type"]);
        Assert.Equal("c2lnbmF0dXJl", (string?)messages[1]!["content"]![0]!["signature"]);
        Assert.Equal("tool_use", (string?)messages[1]!["content"]![1]!["type"]);
        AssertSentBack(messages[2]!, messages[1]!, "old_text does not occur in the file");
        AssertSentBack(messages[4]!, messages[3]!, "old_text occurs more than once");
    }

    [Fact]
    public async Task Patch_that_keeps_breaking_a_rule_is_rejected_after_three_answers()
    {
        var test = ("test/a.test.js", "const assert = require('assert');\nassert.equal(require('../src/a')('x'), 'x');\n");
        for (var turn = 0; turn < 4; turn++)
        {
            _claude.Patch("Adjusts the test.", ("test/a.test.js", "'x');", "'y');"));
        }

        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Commands.For("parser", "1.0.0", "2.0.0", ("src/a.js", Source), test));

        Assert.Equal(PatchOutcome.Rejected, answer.Outcome);
        Assert.Equal("test-weakened", answer.Failure?.Code);
        Assert.Empty(answer.Edits);
        Assert.Equal(3, _claude.Requests.Count);
        Assert.Contains("test-weakened", _claude.Requests[2].Body["messages"]![2]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("speccursor.ai.patches{node,claude,rejected} 1", harness.Measurements);
    }

    [Fact]
    public async Task Patch_that_leaves_its_scope_is_counted_as_suspicious()
    {
        _claude.Patch("x", ("package.json", "a", "b")).Patch("y", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        Assert.Contains("speccursor.suspicious_activity{patch_out_of_scope} 1", harness.Measurements);
    }

    [Fact]
    public async Task Answer_in_prose_is_asked_for_again()
    {
        _claude.Text("I would change the import.").Patch("y", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        var back = _claude.Requests[1].Body["messages"]![2]!;
        Assert.Equal("text", (string?)back["content"]![0]!["type"]);
        Assert.Contains("submit_patch", (string?)back["content"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_that_breaks_the_schema_is_asked_for_again()
    {
        _claude.ToolCall("""{ "explanation": "x" }""").ToolCall("""{ "explanation": 1, "edits": [] }""").Patch("y", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        Assert.True((bool?)_claude.Requests[1].Body["messages"]![2]!["content"]![0]!["is_error"]);
    }

    [Fact]
    public async Task Answer_that_was_cut_off_is_not_given_back()
    {
        _claude.Text("Let me thi", "max_tokens").Patch("y", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal(PatchOutcome.Generated, answer.Outcome);
        var messages = _claude.Requests[1].Body["messages"]!.AsArray();
        Assert.Equal(["user", "user"], messages.Select(message => (string?)message!["role"]));
        Assert.Contains("cut off", messages[1]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_ends_the_generation()
    {
        _claude.Text("No.", "refusal");
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal(PatchOutcome.Failed, answer.Outcome);
        Assert.Equal("claude-declined", answer.Failure?.Code);
        Assert.Single(_claude.Requests);
        Assert.NotNull(answer.Usage);
        Assert.Contains("speccursor.ai.patches{node,claude,failed} 1", harness.Measurements);
    }

    [Fact]
    public async Task That_there_is_no_repair_is_an_answer_too()
    {
        _claude.Patch("The tests fail for want of a database.");
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal("claude-no-repair", answer.Failure?.Code);
        Assert.Contains("for want of a database", answer.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carriage_returns_are_kept()
    {
        _claude.Patch("x", ("src/a.js", "const parse = require('parser');\nmodule", "const { parse } = require('parser');\nmodule"));
        using var harness = new AiHarness(_claude);

        var answer = await harness.GenerateAsync(Commands.For("parser", "1.0.0", "2.0.0", ("src/a.js", Source.ReplaceLineEndings("\r\n"))));

        Assert.Equal("const { parse } = require('parser');\r\nmodule.exports = (text) => parse(text);\r\n", Assert.Single(answer.Edits).NewContent);
    }

    [Fact]
    public async Task Earlier_repair_and_its_failure_are_shown()
    {
        _claude.Patch("x", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude);
        var command = Command with
        {
            Attempt = 2,
            EarlierEdits = [new FileEdit { Path = "src/a.js", BaseSha256 = "0", NewContent = "x", Diff = "-const parse\n+const earlier\n" }],
        };

        await harness.GenerateAsync(command);

        var content = _claude.Requests[0].Body["messages"]![0]!["content"]!;
        Assert.Contains("+const earlier", (string?)content[1]!["text"], StringComparison.Ordinal);
        Assert.Contains("With the earlier repair it printed", (string?)content[1]!["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("const earlier", (string?)content[0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_without_a_price_costs_nothing()
    {
        _claude.Patch("x", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(_claude, ("SpecCursor:Ai:Claude:Model", "claude-of-tomorrow"));

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal("claude-of-tomorrow", answer.Model);
        Assert.Equal(0, answer.Usage?.CostUsd);
    }

    [Fact]
    public async Task Price_can_be_set()
    {
        _claude.Patch("x", ("src/a.js", "const parse", "const { parse }"));
        using var harness = new AiHarness(
            _claude,
            ("SpecCursor:Ai:Claude:Model", "claude-of-tomorrow-20270101"),
            ("SpecCursor:Ai:Claude:Prices:claude-of-tomorrow:Input", "1000"),
            ("SpecCursor:Ai:Claude:Prices:claude-of-tomorrow:Output", "5000"));

        var answer = await harness.GenerateAsync(Command);

        Assert.Equal(2m, answer.Usage?.CostUsd);
    }

    private static void AssertSentBack(JsonNode back, JsonNode answer, string reason)
    {
        var result = back["content"]![0]!;
        Assert.Equal("tool_result", (string?)result["type"]);
        Assert.True((bool?)result["is_error"]);
        Assert.Equal((string?)answer["content"]![1]!["id"], (string?)result["tool_use_id"]);
        Assert.Contains(reason, result.ToJsonString(), StringComparison.Ordinal);
    }
}
