using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Tests.Redaction;

namespace SpecCursor.ServiceDefaults.Tests.Logging;

public sealed class JsonLineTests : IAsyncLifetime
{
    private TestService _service = null!;
    private ILogger _logger = null!;

    public async Task InitializeAsync()
    {
        _service = await TestService.StartAsync(app => app.MapGet("/logs", (ILogger<JsonLineTests> logger) => logger.LogInformation("In a request")));
        _logger = _service.Get<ILoggerFactory>().CreateLogger("SpecCursor.Test");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public void Line_is_one_json_object_with_the_common_fields()
    {
        var before = DateTimeOffset.UtcNow;

        _logger.LogWarning(new EventId(7, "Retried"), "Retried {Step} {Attempt} times", "apply", 3);

        var raw = _service.Logs.Raw[^1];
        Assert.Equal(1, raw.Count(character => character == '\n'));
        Assert.EndsWith("}" + Environment.NewLine, raw, StringComparison.Ordinal);
        var line = JsonElement.Parse(raw);
        var timestamp = line.GetProperty("timestamp").GetString()!;
        Assert.EndsWith("Z", timestamp, StringComparison.Ordinal);
        Assert.InRange(DateTimeOffset.Parse(timestamp, CultureInfo.InvariantCulture), before, DateTimeOffset.UtcNow);
        Assert.Equal("Warning", Text(line, "level"));
        Assert.Equal("worker", Text(line, "service"));
        Assert.Equal("SpecCursor.Test", Text(line, "logger"));
        Assert.Equal("Retried", Text(line, "event"));
        Assert.Equal("Retried apply 3 times", Text(line, "message"));
        Assert.Equal("Retried {Step} {Attempt} times", Text(line, "template"));
        Assert.Equal("apply", Text(line, "step"));
        Assert.Equal(3, line.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task Line_of_a_request_names_its_trace_and_its_correlation_id()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/logs");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("X-Correlation-Id", "ticket-42");
        await _service.Client.SendAsync(request);

        var line = _service.Logs.Single("In a request");

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Text(line, "trace_id"));
        Assert.Matches("^[0-9a-f]{16}$", Text(line, "span_id"));
        Assert.Equal("ticket-42", Text(line, "correlation_id"));
    }

    [Fact]
    public void Line_names_the_upgrade_of_the_nearest_span()
    {
        var id = Guid.NewGuid();
        using var step = SpecCursorActivities.StartUpgradeStep("apply", id, "node", "uuid");
        using var inner = SpecCursorActivities.StartSandboxExec("npm");

        _logger.LogInformation("Ran");

        Assert.Equal(id.ToString(), Text(_service.Logs.Single("Ran"), "upgrade_id"));
    }

    [Fact]
    public void Scopes_add_fields_and_the_nearest_wins()
    {
        using var outer = _logger.BeginScope(new Dictionary<string, object?> { ["UpgradeId"] = "outer", ["Tenant"] = "a" });
        using var inner = _logger.BeginScope("Upgrade {UpgradeId}", "inner");

        _logger.LogInformation("With {Tenant}", "b");

        var line = _service.Logs.Single("With b");
        Assert.Equal("inner", Text(line, "upgrade_id"));
        Assert.Equal("b", Text(line, "tenant"));
        Assert.Equal("With {Tenant}", Text(line, "template"));
    }

    [Fact]
    public void Durations_are_milliseconds()
    {
        _logger.LogInformation("First took {Duration}", TimeSpan.FromSeconds(1.5));
        _logger.LogInformation("Second took {ElapsedMilliseconds}", 12L);
        _logger.LogInformation("Third waits {RetryDelay}", TimeSpan.FromSeconds(2));

        Assert.Equal([1500d, 12d], _service.Logs.Of("SpecCursor.Test").Take(2).Select(line => line.GetProperty("duration_ms").GetDouble()));
        Assert.Equal(2000, _service.Logs.All[^1].GetProperty("retry_delay_ms").GetDouble());
    }

    [Fact]
    public void Exception_is_told_in_fields()
    {
        var inner = new InvalidOperationException("the cause\non two lines");

        _logger.LogError(Thrown(new ArgumentException("the effect", inner)), "Failed");

        var line = _service.Logs.Single("Failed");
        Assert.Equal("System.ArgumentException", Text(line, "exception_type"));
        Assert.Equal("the effect", Text(line, "exception_message"));
        Assert.Contains("the cause\non two lines", Text(line, "exception_stacktrace"), StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), Text(line, "exception_stacktrace"), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_keep_their_json_types()
    {
        _logger.LogInformation(
            "{A} {B} {C} {D} {E} {F} {G}", true, 1.5, double.NaN, null, new[] { "x", "y" }, DateTimeOffset.UnixEpoch, 12.5m);

        var line = _service.Logs.All[^1];
        Assert.True(line.GetProperty("a").GetBoolean());
        Assert.Equal(1.5, line.GetProperty("b").GetDouble());
        Assert.Equal("NaN", Text(line, "c"));
        Assert.False(line.TryGetProperty("d", out _));
        Assert.Equal(["x", "y"], line.GetProperty("e").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal("1970-01-01T00:00:00.0000000+00:00", Text(line, "f"));
        Assert.Equal(12.5m, line.GetProperty("g").GetDecimal());
    }

    [Fact]
    public void Field_cannot_pose_as_what_the_line_says_about_itself()
    {
        _logger.LogInformation("{Level} {Service} {TraceId} {Message}", "Debug", "other", "00", "forged\n{\"level\":\"Error\"}");

        var line = _service.Logs.All[^1];
        Assert.Equal("Information", Text(line, "level"));
        Assert.Equal("worker", Text(line, "service"));
        Assert.False(line.TryGetProperty("trace_id", out _));
        Assert.Equal("Debug", Text(line, "field_level"));
        Assert.Equal(1, _service.Logs.Raw[^1].Count(character => character == '\n'));
    }

    [Fact]
    public void Line_has_a_bounded_length()
    {
        var huge = new string('x', 500_000);

        _logger.LogInformation(new InvalidOperationException(huge), "{Text} {Items}", huge, Enumerable.Repeat(huge, 40));

        Assert.InRange(_service.Logs.Raw[^1].Length, 1, 100_000);
    }

    [Fact]
    public void Secrets_appear_nowhere_in_a_line()
    {
        foreach (var (name, text, secret) in Secrets.Corpus)
        {
            using var scope = _logger.BeginScope(new Dictionary<string, object?> { ["Origin"] = text });
            _logger.LogError(Thrown(new InvalidOperationException(text, new IOException(text))), "Tool {Name} said {Output} and {Lines}", name, text, new[] { text });

            Assert.DoesNotContain(secret, _service.Logs.Raw[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Field_named_after_a_secret_is_not_shown_whatever_it_looks_like()
    {
        _logger.LogInformation("Using {ApiKey} {WebhookSecret} {InputTokens}", "hunter", "2", 12);

        var line = _service.Logs.All[^1];
        Assert.Equal("[redacted]", Text(line, "api_key"));
        Assert.Equal("[redacted]", Text(line, "webhook_secret"));
        Assert.Equal(12, line.GetProperty("input_tokens").GetInt32());
    }

    [Fact]
    public void Correlation_id_of_a_message_reaches_its_lines()
    {
        using (_service.Get<ICorrelationContext>().Push("message-7"))
        {
            _logger.LogInformation("Handled");
        }

        Assert.Equal("message-7", Text(_service.Logs.Single("Handled"), "correlation_id"));
    }

    [Fact]
    public void Console_is_what_the_service_logs_to()
    {
        using var host = WebApplication.CreateBuilder().AddServiceDefaults().Build();

        var provider = Assert.Single(host.Services.GetServices<ILoggerProvider>());
        Assert.Equal("ConsoleLoggerProvider", provider.GetType().Name);
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static T Thrown<T>(T exception)
        where T : Exception
    {
        try
        {
            throw exception;
        }
        catch (T caught)
        {
            return caught;
        }
    }
}
