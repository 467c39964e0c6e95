using System.Net;
using System.Text;
using SpecCursor.GitHubApp.Tests.Harness;

namespace SpecCursor.GitHubApp.Tests.Webhooks;

[Collection(PostgresCollection.Name)]
public sealed class WebhookSecurityTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private const string Signature = "X-Hub-Signature-256";

    private readonly AppHost _app = fixture.App;

    [Fact]
    public async Task A_delivery_without_a_signature_is_refused() =>
        await RefusedAsync("missing", request => request.Headers.Remove(Signature));

    [Theory]
    [InlineData("sha256=")]
    [InlineData("sha256=0123")]
    [InlineData("sha1=0123456789012345678901234567890123456789")]
    [InlineData("sha256=zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task A_signature_of_the_wrong_form_is_refused(string signature) =>
        await RefusedAsync("malformed", request => Replace(request, Signature, signature));

    [Fact]
    public async Task A_signature_made_with_another_secret_is_refused() =>
        await RefusedAsync("mismatch", request => Replace(request, Signature, AppHost.Sign("{}"u8.ToArray(), "guess")));

    [Fact]
    public async Task A_body_that_was_changed_on_the_way_is_refused()
    {
        var body = Payloads.Comment("/speccursor upgrade uuid");
        var signature = AppHost.Sign(Encoding.UTF8.GetBytes(body));

        var answer = await _app.DeliverAsync("issue_comment", body + " ", change: request => Replace(request, Signature, signature));

        Assert.Equal((HttpStatusCode.Unauthorized, "signature-mismatch"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_signature_is_of_the_raw_bytes_and_not_of_their_meaning()
    {
        var body = "{ \"zen\" : \"\\u00e9 é\" ,\r\n\"hook_id\":1.0e0 }";

        Assert.Equal("ignored", (await _app.DeliverAsync("ping", body)).Outcome);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_it_says_so_or_not()
    {
        var before = await _app.MetricAsync("speccursor_webhooks_total", "event=\"other\"", "outcome=\"rejected\"");
        var body = new string(' ', (25 * 1024 * 1024) + 1);

        var announced = await _app.DeliverAsync("ping", body);
        var unannounced = await _app.DeliverAsync("ping", body, change: request => request.Headers.TransferEncodingChunked = true);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (announced.Status, announced.Code));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (unannounced.Status, unannounced.Code));
        Assert.True(await _app.MetricAsync("speccursor_webhooks_total", "event=\"other\"", "outcome=\"rejected\"") > before);
    }

    [Fact]
    public async Task A_body_at_the_limit_is_read()
    {
        var body = "{}" + new string(' ', (25 * 1024 * 1024) - 2);

        Assert.Equal("ignored", (await _app.DeliverAsync("ping", body, change: request => request.Headers.TransferEncodingChunked = true)).Outcome);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_content_type_other_than_json_is_refused(string? type)
    {
        var answer = await _app.DeliverAsync("ping", "{}", change: request =>
            request.Content!.Headers.ContentType = type is null ? null : new(type));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "content-type-unsupported"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("issue_comment", "{\"action\":\"created\",")]
    [InlineData("issue_comment", "")]
    [InlineData("issue_comment", "[]")]
    [InlineData("issue_comment", "{\"action\":1}")]
    [InlineData("issue_comment", "{\"action\":\"created\",\"comment\":{\"created_at\":\"yesterday\"}}")]
    [InlineData("release", "not json")]
    [InlineData("ping", "{")]
    public async Task A_body_that_is_no_json_of_the_event_is_refused(string eventName, string body)
    {
        var answer = await _app.DeliverAsync(eventName, body);

        Assert.Equal((HttpStatusCode.BadRequest, "json-malformed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Json_nested_without_end_is_refused()
    {
        var answer = await _app.DeliverAsync("issue_comment", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("X-GitHub-Event", null)]
    [InlineData("X-GitHub-Event", "Issue Comment")]
    [InlineData("X-GitHub-Event", "issue_comment,push")]
    [InlineData("X-GitHub-Delivery", null)]
    [InlineData("X-GitHub-Delivery", "../1")]
    [InlineData("X-GitHub-Delivery", "0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Headers_that_do_not_say_which_delivery_it_is_are_refused(string header, string? value)
    {
        var answer = await _app.DeliverAsync("ping", "{}", change: request => Replace(request, header, value));

        Assert.Equal((HttpStatusCode.BadRequest, "headers-invalid"), (answer.Status, answer.Code));
        Assert.Contains(header, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_happened_too_long_ago_is_refused()
    {
        var old = Payloads.Date(DateTimeOffset.UtcNow.AddDays(-8));

        var comment = await _app.DeliverAsync("issue_comment", Payloads.Comment("/speccursor upgrade uuid", payload => payload["comment"]!["created_at"] = old));
        var release = await _app.DeliverAsync("release", Payloads.Release("v9.0.1", payload => payload["release"]!["published_at"] = old));

        Assert.Equal((HttpStatusCode.Unauthorized, "delivery-stale"), (comment.Status, comment.Code));
        Assert.Equal((HttpStatusCode.Unauthorized, "delivery-stale"), (release.Status, release.Code));
    }

    [Fact]
    public async Task Only_posts_are_taken()
    {
        using var response = await _app.Client.GetAsync("/api/github/webhooks");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private async Task RefusedAsync(string reason, Action<HttpRequestMessage> change)
    {
        var before = await FailuresAsync();

        var answer = await _app.DeliverAsync("issue_comment", Payloads.Comment("/speccursor upgrade uuid"), change: change);

        Assert.Equal((HttpStatusCode.Unauthorized, $"signature-{reason}"), (answer.Status, answer.Code));
        Assert.Contains(Signature, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before + 1, await FailuresAsync());

        Task<double> FailuresAsync() => _app.MetricAsync("speccursor_webhook_signature_failures_total", $"reason=\"{reason}\"");
    }

    private static void Replace(HttpRequestMessage request, string header, string? value)
    {
        request.Headers.Remove(header);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
