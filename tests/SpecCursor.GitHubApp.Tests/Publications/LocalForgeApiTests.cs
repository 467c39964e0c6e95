using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Api;
using SpecCursor.GitHubApp.Forges.Local;
using SpecCursor.GitHubApp.Publications;
using SpecCursor.GitHubApp.Tests.Harness;

namespace SpecCursor.GitHubApp.Tests.Publications;

[Collection(PostgresCollection.Name)]
public sealed class LocalForgeApiTests(PublicationFixture fixture) : IClassFixture<PublicationFixture>, IAsyncLifetime
{
    private const string Address = $"/api/v1/forge/{Samples.Repository}/pulls";

    private readonly AppHost _app = fixture.App;

    public async Task InitializeAsync()
    {
        if (Directory.Exists(_app.Git.Bare(Samples.Repository)))
        {
            return;
        }

        var commit = await _app.Git.CreateAsync(Samples.Repository, Samples.Files);
        var diff = await _app.Git.DiffAsync(Samples.Repository, Samples.Upgraded);
        var publications = _app.Services.GetRequiredService<IPublications>();
        foreach (var version in new[] { "9.0.0", "9.0.1", "10.0.0" })
        {
            await publications.PublishAsync(Samples.Publication(commit, diff) with { ToVersion = version }, CancellationToken.None);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Pull_requests_are_listed_newest_first_page_by_page_with_their_true_number()
    {
        var page = await GetAsync<PageOf<PullRequestRecord>>($"{Address}?page=2&pageSize=2");

        Assert.Equal((2, 2, 3L), (page.Page, page.PageSize, page.Total));
        Assert.Equal("Upgrade uuid from 3.4.0 to 9.0.0", Assert.Single(page.Items).Title);
    }

    [Fact]
    public async Task One_pull_request_is_shown()
    {
        var pull = await GetAsync<PullRequestRecord>($"{Address}/2");

        Assert.Equal(("speccursor/node/uuid-9.0.1", "main", "success"), (pull.Head, pull.Base, pull.CheckConclusion));
        Assert.Contains("## Proof", pull.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Address}/9", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/forge/acme/nothing/pulls", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/forge/-x/app/pulls", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/forge/..%2F..%2Fetc/app/pulls", HttpStatusCode.BadRequest)]
    [InlineData($"{Address}?pageSize=1000", HttpStatusCode.BadRequest)]
    [InlineData($"{Address}?page=first", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_makes_no_sense_is_refused(string address, HttpStatusCode status)
    {
        using var response = await SendAsync(address, AppHost.ApiKey);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Nothing_is_shown_without_the_key(string? key)
    {
        using var response = await SendAsync(Address, key);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<T> GetAsync<T>(string address)
    {
        using var response = await SendAsync(address, AppHost.ApiKey);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>())!;
    }

    private async Task<HttpResponseMessage> SendAsync(string address, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        return await _app.Client.SendAsync(request);
    }
}
