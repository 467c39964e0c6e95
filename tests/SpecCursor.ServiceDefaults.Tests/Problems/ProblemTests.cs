using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using SpecCursor.ServiceDefaults.Tests.Redaction;

namespace SpecCursor.ServiceDefaults.Tests.Problems;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("", "A request body is required.")]
    [InlineData("{", "The request body is not valid JSON (line 1, byte 2)")]
    [InlineData("{\"name\":\n  nonsense}", "The request body is not valid JSON (line 2, byte 4)")]
    [InlineData("{\"name\":3,\"size\":1}", "The value at '$.name' (line 1, byte 10) is not of the expected type or not an allowed value.")]
    [InlineData("{\"name\":\"a\",\"size\":\"huge\"}", "The value at '$.size'")]
    [InlineData("{\"name\":\"a\"}", "The request body lacks required properties: 'size'.")]
    [InlineData("{\"name\":\"a\",\"size\":1,\"colour\":2}", "The request body has the unknown property 'colour'.")]
    public async Task Body_that_cannot_be_read_is_a_400_that_says_why(string body, string detail)
    {
        await using var service = await StartAsync();

        var problem = await PostAsync(service, "/things", Json(body), HttpStatusCode.BadRequest);

        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(Thing), problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/numbers/abc", "The parameter 'id' can't be 'abc'.")]
    [InlineData("/numbers/1?page=x", "The parameter 'page' can't be 'x'.")]
    [InlineData("/required", "The parameter 'q' is required, in the query string.")]
    public async Task Parameter_that_cannot_be_read_is_a_400_that_names_it(string path, string detail)
    {
        await using var service = await StartAsync();

        var problem = await GetAsync(service, path, HttpStatusCode.BadRequest);

        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_over_the_limit_is_a_413_that_names_the_limit(bool withLength)
    {
        await using var service = await StartAsync();
        using var content = Json("{\"name\":\"" + new string('x', 5000) + "\"}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/small") { Content = content };
        request.Headers.TransferEncodingChunked = !withLength;

        var problem = await ReadAsync(await service.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("1000 bytes", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_content_type_is_a_415()
    {
        await using var service = await StartAsync();
        using var content = new StringContent("name=a", Encoding.UTF8, "text/plain");

        var problem = await PostAsync(service, "/things", content, HttpStatusCode.UnsupportedMediaType);

        Assert.Equal("A body of the type 'text/plain; charset=utf-8' is not accepted here.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("Production", "application/json")]
    [InlineData("Production", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    [InlineData("Production", "text/html")]
    [InlineData("Production", null)]
    public async Task Unexpected_exception_is_a_500_that_tells_nothing_of_it(string environment, string? accept)
    {
        await using var service = await StartAsync(environment);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/broken");
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        var problem = await ReadAsync(await service.Client.SendAsync(request), HttpStatusCode.InternalServerError);

        Assert.DoesNotContain("Invalid", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem.GetRawText(), StringComparison.Ordinal);
        var line = Assert.Single(service.Logs.All, line => line.GetProperty("level").GetString() == "Error");
        Assert.Equal(problem.GetProperty("traceId").GetString(), line.GetProperty("trace_id").GetString());
        Assert.Equal(problem.GetProperty("correlationId").GetString(), line.GetProperty("correlation_id").GetString());
    }

    [Fact]
    public async Task Development_shows_the_exception_but_no_secret()
    {
        await using var service = await StartAsync("Development");

        var problem = await GetAsync(service, "/broken", HttpStatusCode.InternalServerError);

        Assert.Contains("InvalidOperationException", problem.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secrets.GitHubClassic, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_is_not_there_is_a_404()
    {
        await using var service = await StartAsync();

        var problem = await GetAsync(service, "/nowhere", HttpStatusCode.NotFound);

        Assert.Equal("/nowhere", problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Wrong_method_is_a_405()
    {
        await using var service = await StartAsync();

        var problem = await GetAsync(service, "/things", HttpStatusCode.MethodNotAllowed);

        Assert.Equal("This address does not take GET.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Problem_that_an_endpoint_answers_keeps_its_words_and_gets_the_trace()
    {
        await using var service = await StartAsync();

        var problem = await GetAsync(service, "/conflict", HttpStatusCode.Conflict);

        Assert.Equal("It is already there.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Bad_request_is_not_logged_as_our_error()
    {
        await using var service = await StartAsync();

        await PostAsync(service, "/things", Json("{"), HttpStatusCode.BadRequest);

        Assert.DoesNotContain(service.Logs.All, line => line.GetProperty("level").GetString() is "Error" or "Critical");
    }

    private static Task<TestService> StartAsync(string environment = "Production") => TestService.StartAsync(
        app =>
        {
            app.MapPost("/things", (Thing thing) => thing.Name);
            app.MapPost("/small", (Thing thing) => thing.Name).WithMetadata(new BodyLimit());
            app.MapGet("/numbers/{id}", (int id, int? page) => id + page);
            app.MapGet("/required", (string q) => q);
            app.MapGet("/broken", string () => throw new InvalidOperationException("Invalid " + Secrets.GitHubClassic));
            app.MapGet("/conflict", () => TypedResults.Problem("It is already there.", statusCode: StatusCodes.Status409Conflict));
        },
        environment: environment);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task<JsonElement> GetAsync(TestService service, string path, HttpStatusCode status) =>
        await ReadAsync(await service.Client.GetAsync(path), status);

    private static async Task<JsonElement> PostAsync(TestService service, string path, HttpContent content, HttpStatusCode status) =>
        await ReadAsync(await service.Client.PostAsync(path, content), status);

    /// <summary>Reads a problem and checks what every problem has.</summary>
    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
            Assert.NotEqual("", problem.GetProperty("title").GetString());
            Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
            Assert.Equal(response.Headers.GetValues("X-Correlation-Id").Single(), problem.GetProperty("correlationId").GetString());
            Assert.Contains("nosniff", response.Headers.GetValues("X-Content-Type-Options"));
            return problem;
        }
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    private sealed record Thing
    {
        public required string Name { get; init; }

        public required int Size { get; init; }
    }

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 1000;
    }
}
