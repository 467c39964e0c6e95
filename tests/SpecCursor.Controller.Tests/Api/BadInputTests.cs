using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Api;

/// <summary>What is wrong with a request is said, by its name, with the right status; never a 500.</summary>
[Collection(SystemCollection.Name)]
public sealed class BadInputTests(RunningSystem system)
{
    private const string Good = """{"repository":"acme/shop","ecosystem":"node","packageName":"uuid","targetVersion":"9.0.1"}""";

    private readonly ControllerHost _controller = system.Controller;

    public static TheoryData<string, string> Bodies => new()
    {
        { "", "body" },
        { "null", "body" },
        { "[]", "$" },
        { "{", "JSON" },
        { """{"repository":"acme/shop"}""", "ecosystem" },
        { """{"ecosystem":"node","packageName":"uuid","targetVersion":"9.0.1"}""", "repository" },
        { Replace("\"acme/shop\"", "null"), "repository" },
        { Replace("\"acme/shop\"", "5"), "repository" },
        { Replace("\"acme/shop\"", "\"\""), "repository" },
        { Replace("acme/shop", "../etc/passwd"), "repository" },
        { Replace("acme/shop", "acme/../shop"), "repository" },
        { Replace("acme/shop", "-acme/shop"), "repository" },
        { Replace("acme/shop", "acme"), "repository" },
        { Replace("acme/shop", "acme/shop;rm -rf"), "repository" },
        { Replace("acme/shop", "https://github.com/acme/shop"), "repository" },
        { Replace("acme/shop", "file:///srv/forge/acme/shop.git"), "local forge" },
        { Replace("acme/shop", "acme/\\u0000"), "repository" },
        { Replace("node", "cobol"), "node, rust, python, go, dockerfile, dotnet" },
        { Replace("node", "NODE"), "ecosystem" },
        { Replace("uuid", "../uuid"), "package" },
        { Replace("uuid", "--registry=http://evil"), "package" },
        { Replace("uuid", "@scope"), "package" },
        { Replace("uuid", new string('a', 215)), "package" },
        { Replace("uuid", "a b"), "package" },
        { Replace("9.0.1", "^9"), "target" },
        { Replace("9.0.1", "newest"), "target" },
        { Replace("9.0.1", "-9"), "target" },
        { Replace("9.0.1", ""), "target" },
        { Good.Replace("}", ",\"currentVersion\":\"latest\"}", StringComparison.Ordinal), "current" },
        { Good.Replace("}", ",\"currentVersion\":\"../1\"}", StringComparison.Ordinal), "current" },
        { Good.Replace("}", ",\"force\":true}", StringComparison.Ordinal), "force" },
        { Good.Replace("}", ",\"repository\":\"acme/other\"}", StringComparison.Ordinal), "repository" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_gets_a_400_that_names_what_is_wrong(string body, string named)
    {
        using var response = await PostAsync(new StringContent(body, Encoding.UTF8, "application/json"));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, named);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_content_type_gets_a_415(string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good));
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);

        using var response = await PostAsync(content);

        await AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, string.Empty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_gets_a_413(bool chunked)
    {
        var text = Good.Replace("uuid", new string('a', 65 * 1024), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/upgrades");
        request.Headers.TransferEncodingChunked = chunked;
        request.Content = new StringContent(text, Encoding.UTF8, "application/json");

        using var response = await _controller.Client.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "65536");
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("pageSize=0", "page size")]
    [InlineData("pageSize=101", "page size")]
    [InlineData("status=done", "queued, running, completed, failed, cancelled")]
    [InlineData("ecosystem=cobol", "node, rust")]
    public async Task A_bad_query_gets_a_400_that_names_what_is_wrong(string query, string named)
    {
        using var response = await _controller.Client.GetAsync($"/api/v1/upgrades?{query}");

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, named);
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("upgradeId=x")]
    public async Task A_bad_query_of_the_audit_log_gets_a_400(string query)
    {
        using var response = await _controller.Client.GetAsync($"/api/v1/audit?{query}");

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, query.Split('=')[0]);
    }

    [Theory]
    [InlineData("repository=a%00b")]
    [InlineData("package=%F0%9F%92%A5'%3B--")]
    [InlineData("repository=%FF%FE")]
    public async Task A_strange_filter_matches_nothing(string query)
    {
        using var response = await _controller.Client.GetAsync($"/api/v1/upgrades?{query}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(0, page.RootElement.GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/events")]
    [InlineData("GET", "/steps")]
    [InlineData("GET", "/patches")]
    [InlineData("GET", "/proofs")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/retry")]
    public async Task An_unknown_upgrade_gets_a_404(string method, string suffix)
    {
        foreach (var id in new[] { Guid.NewGuid().ToString(), "not-an-id", "..%2f..%2fetc" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/upgrades/{id}{suffix}");
            using var response = await _controller.Client.SendAsync(request);
            await AssertProblemAsync(response, HttpStatusCode.NotFound, string.Empty);
        }
    }

    [Fact]
    public async Task An_unknown_dead_letter_gets_a_404()
    {
        using var response = await _controller.Client.PostAsync($"/api/v1/dead-letters/{Guid.NewGuid()}/replay", null);

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "dead letter");
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/upgrades")]
    [InlineData("PUT", "/api/v1/audit")]
    public async Task Another_method_gets_a_405(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _controller.Client.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.MethodNotAllowed, method);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_bad_idempotency_key_gets_a_400(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/upgrades") { Content = new StringContent(Good, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key.Length == 0 ? new string('k', 256) : key);
        using var response = await _controller.Client.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, string.Empty);
    }

    [Fact]
    public async Task A_bad_last_event_id_gets_a_400()
    {
        var upgrade = await _controller.CreateAsync("bad/last-event");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/upgrades/{upgrade.Id}/events");
        request.Headers.Add("Last-Event-ID", "x");
        using var response = await _controller.Client.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "last event id");
    }

    private static string Replace(string good, string bad) => Good.Replace(good, bad, StringComparison.Ordinal);

    private async Task<HttpResponseMessage> PostAsync(HttpContent content) => await _controller.Client.PostAsync("/api/v1/upgrades", content);

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string named)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Contains(named, problem.RootElement.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
    }
}
