using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SpecCursor.Cli.Rehearsals.Claude;

/// <summary>
/// A fake of Anthropic's Messages API on loopback. No model is behind it: it answers what a rehearsal needs answered, nothing leaves the machine and
/// nothing costs money.
/// </summary>
internal sealed class FakeAnthropic : IAsyncDisposable
{
    private const int MaximumBody = 8 * 1024 * 1024;

    private readonly WebApplication _app;
    private int _questions;

    private FakeAnthropic(WebApplication app) => _app = app;

    /// <summary>The settings that have nobody asked for patches, whatever key there is in the environment.</summary>
    public static IReadOnlyDictionary<string, string> Nobody { get; } = new Dictionary<string, string>
    {
        ["ANTHROPIC_API_KEY"] = "",
        ["ANTHROPIC_BASE_URL"] = "",
        ["SpecCursor__Ai__Claude__ApiKey"] = "",
        ["SpecCursor__Ai__Claude__BaseAddress"] = "",
    };

    /// <summary>The settings that have this asked for patches, and before recipes.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(Nobody)
    {
        ["ANTHROPIC_API_KEY"] = "the-key-of-a-rehearsal",
        ["ANTHROPIC_BASE_URL"] = _app.Urls.First(),
        ["SpecCursor__Ai__Provider"] = "Claude",
    };

    /// <summary>Begins to listen on a free port.</summary>
    /// <param name="answer">What is answered to each question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FakeAnthropic> StartAsync(Func<FakeQuestion, FakeAnswer> answer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaximumBody);
        var app = builder.Build();
        var fake = new FakeAnthropic(app);
        app.MapPost("/v1/messages", context => fake.AnswerAsync(answer, context));
        await app.StartAsync(cancellationToken);
        return fake;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(Func<FakeQuestion, FakeAnswer> answer, HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var question = new FakeQuestion(Interlocked.Increment(ref _questions), await reader.ReadToEndAsync(context.RequestAborted));
        var (status, body, after) = answer(question);
        await Task.Delay(after, context.RequestAborted);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["request-id"] = "req_fake";
        await context.Response.WriteAsync(body.ToJsonString(JsonSerializerOptions.Web), context.RequestAborted);
    }
}
