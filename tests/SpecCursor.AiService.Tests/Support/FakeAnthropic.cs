using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SpecCursor.AiService.Tests.Support;

/// <summary>
/// A fake of the Messages API on a real socket: it answers with a script in the API's own wire format, and keeps what it was sent. No model
/// is behind it, so what it answers says nothing about what Claude would.
/// </summary>
internal sealed class FakeAnthropic : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Func<HttpContext, Task>> _script = [];
    private readonly List<(Dictionary<string, string> Headers, JsonObject Body)> _requests = [];
    private readonly Lock _lock = new();

    private FakeAnthropic(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<(Dictionary<string, string> Headers, JsonObject Body)> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<FakeAnthropic> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeAnthropic(app);
        app.MapPost("/v1/messages", fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Answers with a call of the patch tool, after some thought.</summary>
    public FakeAnthropic Patch(string explanation, params (string Path, string OldText, string NewText)[] edits) => Message("tool_use", new JsonArray(
        new JsonObject { ["type"] = "thinking", ["thinking"] = string.Empty, ["signature"] = "c2lnbmF0dXJl" },
        new JsonObject
        {
            ["type"] = "tool_use",
            ["id"] = $"toolu_{_script.Count:D24}",
            ["name"] = "submit_patch",
            ["caller"] = new JsonObject { ["type"] = "direct" },
            ["input"] = new JsonObject
            {
                ["explanation"] = explanation,
                ["edits"] = new JsonArray([.. edits.Select(edit => new JsonObject { ["path"] = edit.Path, ["old_text"] = edit.OldText, ["new_text"] = edit.NewText })]),
            },
        }));

    public FakeAnthropic ToolCall(string input) => Message("tool_use", new JsonArray(new JsonObject
    {
        ["type"] = "tool_use",
        ["id"] = "toolu_x",
        ["name"] = "submit_patch",
        ["caller"] = new JsonObject { ["type"] = "direct" },
        ["input"] = JsonNode.Parse(input),
    }));

    public FakeAnthropic Text(string text, string stopReason = "end_turn") =>
        Message(stopReason, new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text, ["citations"] = null }));

    public FakeAnthropic Error(int status, string type, string message, string? retryAfter = null) => Then(async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await WriteAsync(context, new JsonObject
        {
            ["type"] = "error",
            ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
            ["request_id"] = "req_fake",
        });
    });

    /// <summary>Promises a whole answer and breaks off in the middle of it.</summary>
    public FakeAnthropic Truncated() => Then(async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 10_000;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"id\":\"msg_fake\",\"type\":\"mess"));
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>Says nothing until the caller gives up.</summary>
    public FakeAnthropic Silence() => Then(async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    public FakeAnthropic Garbage() => Then(context => context.Response.WriteAsync("<html>welcome to the proxy</html>"));

    public FakeAnthropic Message(string stopReason, JsonArray content) => Then(context => WriteAsync(context, new JsonObject
    {
        ["id"] = "msg_fake",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = Requests[^1].Body["model"]!.GetValue<string>(),
        ["content"] = content.DeepClone(),
        ["container"] = null,
        ["diagnostics"] = null,
        ["stop_reason"] = stopReason,
        ["stop_sequence"] = null,
        ["stop_details"] = null,
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = 1000,
            ["output_tokens"] = 200,
            ["cache_creation_input_tokens"] = 300,
            ["cache_read_input_tokens"] = 4000,
            ["cache_creation"] = new JsonObject { ["ephemeral_5m_input_tokens"] = 300, ["ephemeral_1h_input_tokens"] = 0 },
            ["server_tool_use"] = null,
            ["service_tier"] = "standard",
            ["inference_geo"] = "not_available",
        },
    }));

    private FakeAnthropic Then(Func<HttpContext, Task> answer)
    {
        lock (_lock)
        {
            _script.Enqueue(answer);
        }

        return this;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        Func<HttpContext, Task>? answer;
        lock (_lock)
        {
            _requests.Add((context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
            _script.TryDequeue(out answer);
        }

        if (answer is null)
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"The script has ended.\"}}");
            return;
        }

        await answer(context);
    }

    private static async Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers["request-id"] = "req_fake";
        await context.Response.WriteAsync(body.ToJsonString(JsonSerializerOptions.Web));
    }
}
