using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SpecCursor.Cli.Rehearsals.Claude;

/// <summary>What the fake of Anthropic's API answers, in the API's own format: https://docs.anthropic.com/en/api/messages</summary>
internal static class FakeAnswers
{
    // No key of anybody's, in the form that Amazon's have. In two parts, so that what looks for keys in this repository finds none.
    private const string KeyOfNobody = "AKIA" + "REHEARSAL0000000";

    private const long UsualTokens = 500;
    private const long ManyTokens = 900_000;
    private const long DearTokens = 6_000_000;

    /// <summary>A patch of the sample that repairs nothing and has a key in it.</summary>
    public static FakeAnswer SecretInPatch(FakeQuestion question) => Patch("It needs a key.", [Edit("lib/order-ids.js", "'use strict';", $"'use strict';\n\nconst key = '{KeyOfNobody}';")]);

    /// <summary>That there is no repair.</summary>
    public static FakeAnswer NoRepair(FakeQuestion question) => Patch("There is none.", []);

    /// <summary>That there is no repair, each time some seconds later than a patch is slow after.</summary>
    public static FakeAnswer SlowNoRepair(FakeQuestion question) => NoRepair(question) with { After = TimeSpan.FromSeconds(30 + (3 * question.Number)) };

    /// <summary>That there is no repair, and that to find it took nearly all tokens of an hour.</summary>
    public static FakeAnswer LongNoRepair(FakeQuestion question) => Patch("There is none.", [], ManyTokens);

    /// <summary>That there is no repair, and that to find it took more than a day should cost.</summary>
    public static FakeAnswer DearNoRepair(FakeQuestion question) => Patch("There is none.", [], DearTokens);

    /// <summary>That there are too many questions.</summary>
    public static FakeAnswer RateLimited(FakeQuestion question) => new(StatusCodes.Status429TooManyRequests, new JsonObject
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = "rate_limit_error", ["message"] = "This is a rehearsal." },
        ["request_id"] = "req_fake",
    });

    /// <summary>A patch.</summary>
    /// <param name="explanation">What is said of it.</param>
    /// <param name="edits">Its edits.</param>
    /// <param name="outputTokens">What it is billed as, in tokens.</param>
    public static FakeAnswer Patch(string explanation, JsonArray edits, long outputTokens = UsualTokens) => new(StatusCodes.Status200OK, new JsonObject
    {
        ["id"] = "msg_fake",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = "claude-sonnet-5-5",
        ["content"] = new JsonArray(new JsonObject
        {
            ["type"] = "tool_use",
            ["id"] = "toolu_fake",
            ["name"] = "submit_patch",
            ["caller"] = new JsonObject { ["type"] = "direct" },
            ["input"] = new JsonObject { ["explanation"] = explanation, ["edits"] = edits },
        }),
        ["container"] = null,
        ["diagnostics"] = null,
        ["stop_reason"] = "tool_use",
        ["stop_sequence"] = null,
        ["stop_details"] = null,
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = 1000,
            ["output_tokens"] = outputTokens,
            ["cache_creation_input_tokens"] = 0,
            ["cache_read_input_tokens"] = 0,
            ["cache_creation"] = new JsonObject { ["ephemeral_5m_input_tokens"] = 0, ["ephemeral_1h_input_tokens"] = 0 },
            ["server_tool_use"] = null,
            ["service_tier"] = "standard",
            ["inference_geo"] = "not_available",
        },
    });

    /// <summary>An edit of a patch.</summary>
    /// <param name="path">The file, from the repository's root.</param>
    /// <param name="oldText">What is replaced; it stands there once.</param>
    /// <param name="newText">What it becomes.</param>
    public static JsonObject Edit(string path, string oldText, string newText) => new() { ["path"] = path, ["old_text"] = oldText, ["new_text"] = newText };
}
