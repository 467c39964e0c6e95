using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SpecCursor.Cli.Rehearsals.Claude;
using SpecCursor.Testing;

namespace SpecCursor.Cli.Tests.Rehearsals.Claude;

/// <summary>The fake that rehearsals have asked for patches.</summary>
public sealed class FakeAnthropicTests
{
    [Fact]
    public async Task Questions_are_counted_and_answered_as_is_said()
    {
        await using var fake = await FakeAnthropic.StartAsync(
            question => new FakeAnswer(200 + question.Number, new JsonObject { ["asked"] = question.Body }), CancellationToken.None);
        using var client = new HttpClient { BaseAddress = new Uri(fake.Settings["ANTHROPIC_BASE_URL"]) };

        for (var question = 1; question <= 2; question++)
        {
            using var response = await client.PostAsJsonAsync("/v1/messages", new JsonObject { ["number"] = question });
            Assert.Equal(200 + question, (int)response.StatusCode);
            Assert.Equal($$"""{"number":{{question}}}""", (await response.Content.ReadFromJsonAsync<JsonObject>())!["asked"]!.ToString());
        }
    }

    [Fact]
    public async Task Probe_finds_it_there()
    {
        await using var fake = await FakeAnthropic.StartAsync(FakeAnswers.NoRepair, CancellationToken.None);
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri(fake.Settings["ANTHROPIC_BASE_URL"]));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task No_key_of_anybodys_is_used()
    {
        Assert.All(FakeAnthropic.Nobody.Values, value => Assert.Equal("", value));
        await using var fake = await FakeAnthropic.StartAsync(FakeAnswers.NoRepair, CancellationToken.None);
        Assert.Equal("the-key-of-a-rehearsal", fake.Settings["ANTHROPIC_API_KEY"]);
        Assert.Equal("", fake.Settings["SpecCursor__Ai__Claude__ApiKey"]);
    }

    [Fact]
    public void Key_is_put_where_the_sample_has_room_for_it()
    {
        var edit = Assert.Single(EditsOf(FakeAnswers.SecretInPatch(Question(1))))!;

        var file = File.ReadAllText(Repository.PathOf($"samples/node/order-ids/{edit["path"]}"));
        Assert.Equal(2, file.Split(edit["old_text"]!.ToString()).Length);
        Assert.Matches("AKIA[0-9A-Z]{16}", edit["new_text"]!.ToString());
    }

    [Fact]
    public void Other_answers_have_no_patch()
    {
        Assert.Empty(EditsOf(FakeAnswers.NoRepair(Question(1))));
        Assert.Equal(429, FakeAnswers.RateLimited(Question(1)).Status);
        Assert.True(FakeAnswers.LongNoRepair(Question(1)).Body["usage"]!["output_tokens"]!.GetValue<long>() > 800_000);
        Assert.True(FakeAnswers.DearNoRepair(Question(1)).Body["usage"]!["output_tokens"]!.GetValue<long>() > FakeAnswers.LongNoRepair(Question(1)).Body["usage"]!["output_tokens"]!.GetValue<long>());
    }

    [Fact]
    public void Slow_answers_are_slower_each_time_and_all_over_half_a_minute()
    {
        Assert.True(FakeAnswers.SlowNoRepair(Question(1)).After > TimeSpan.FromSeconds(30));
        Assert.True(FakeAnswers.SlowNoRepair(Question(2)).After > FakeAnswers.SlowNoRepair(Question(1)).After);
    }

    private static FakeQuestion Question(int number) => new(number, "{}");

    private static JsonArray EditsOf(FakeAnswer answer) => answer.Body["content"]![0]!["input"]!["edits"]!.AsArray();
}
