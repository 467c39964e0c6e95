using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Forges.Git;
using SpecCursor.GitHubApp.Forges.GitHub;
using SpecCursor.GitHubApp.Tests.Harness;
using SpecCursor.ServiceDefaults;

namespace SpecCursor.GitHubApp.Tests.Forges;

/// <summary>Against a fake of GitHub that speaks its wire format.</summary>
public sealed class GitHubForgeTests(SampleFixture sample) : IClassFixture<SampleFixture>, IAsyncLifetime
{
    private readonly ScriptedGuard _guard = new();
    private FakeGitHub _gitHub = null!;
    private IHost _host = null!;
    private readonly string _base = sample.BaseCommit;
    private readonly string _diff = sample.Diff;

    private IForge Forge => _host.Services.GetRequiredService<IForge>();

    public async Task InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync();
        sample.CopyTo(_gitHub.Sandbox, Samples.Repository);
        _host = Host(new() { ["SpecCursor:Forge:GitHub:Token"] = FakeGitHub.Token });
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _gitHub.DisposeAsync();
    }

    [Fact]
    public async Task A_change_becomes_a_commit_a_branch_and_a_pull_request()
    {
        var change = Change();

        var published = await PublishAsync(change);

        Assert.Equal(published.Commit, await _gitHub.Sandbox.BranchAsync(Samples.Repository, Samples.Branch));
        var bare = _gitHub.Sandbox.Bare(Samples.Repository);
        Assert.Equal(_base, await GitSandbox.RunAsync(bare, "rev-parse", published.Commit + "^"));
        Assert.Equal("package.json\nsrc/index.js", await GitSandbox.RunAsync(bare, "diff", "--name-only", _base, published.Commit));
        Assert.Equal(
            Samples.Upgraded["src/index.js"].TrimEnd('\n'), await _gitHub.Sandbox.ShowAsync(Samples.Repository, published.Commit, "src/index.js"));
        Assert.Equal("SpecCursor <speccursor@localhost> 1777636800", await GitSandbox.RunAsync(bare, "log", "-1", "--format=%an <%ae> %at", published.Commit));
        var pull = Assert.Single(_gitHub.Pulls);
        Assert.Equal((change.Title, change.Body, "main"), ((string)pull["title"]!, (string)pull["body"]!, (string)pull["base"]!["ref"]!));
        Assert.Equal((1, "https://github.invalid/acme/app/pull/1"), (published.Number, published.Url));
    }

    [Fact]
    public async Task Doing_it_twice_is_like_doing_it_once()
    {
        var change = Change();

        Assert.Equal(await PublishAsync(change), await PublishAsync(change));

        Assert.Single(_gitHub.Pulls);
        Assert.Single(_gitHub.Requests, request => request.StartsWith("POST", StringComparison.Ordinal) && request.EndsWith("/git/refs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_upgrade_to_the_same_version_updates_the_open_pull_request()
    {
        var first = await PublishAsync(Change());
        var second = await PublishAsync(Change() with { Title = "Upgrade uuid again" });

        Assert.Equal(first.Number, second.Number);
        Assert.Equal(second.Commit, await _gitHub.Sandbox.BranchAsync(Samples.Repository, Samples.Branch));
        Assert.Equal("Upgrade uuid again", (string)Assert.Single(_gitHub.Pulls)["title"]!);
    }

    [Fact]
    public async Task Files_may_come_go_and_move()
    {
        var diff = await _gitHub.Sandbox.DiffAsync(Samples.Repository, async work =>
        {
            File.Move(Path.Combine(work, "src/index.js"), Path.Combine(work, "src/main.js"));
            File.Delete(Path.Combine(work, "package.json"));
            await File.WriteAllBytesAsync(Path.Combine(work, "logo.png"), [0, 1, 2, 255]);
            GitSandbox.MakeExecutable(Path.Combine(work, "src/main.js"));
        });

        var published = await PublishAsync(Change() with { Diff = diff });

        var tree = await GitSandbox.RunAsync(
            _gitHub.Sandbox.Bare(Samples.Repository), "ls-tree", "-r", "--format=%(objectmode) %(path)", published.Commit);
        Assert.Equal(["100644 logo.png", "100755 src/main.js"], tree.Split('\n'));
    }

    [Fact]
    public async Task A_branch_with_somebody_elses_commits_is_left_alone()
    {
        var theirs = await _gitHub.Sandbox.CommitAsync(Samples.Repository, Samples.Branch, Samples.Files);

        await RefusedAsync("branch-modified", Change());

        Assert.Equal(theirs, await _gitHub.Sandbox.BranchAsync(Samples.Repository, Samples.Branch));
    }

    [Fact]
    public async Task What_cannot_be_published_says_why()
    {
        await RefusedAsync("base-commit-missing", Change() with { BaseCommit = new string('a', 40) });
        await RefusedAsync("change-does-not-apply", Change() with { Diff = _diff.Replace("^3.4.0", "^2.0.0", StringComparison.Ordinal) });
        await RefusedAsync("repository-invalid", Change() with { Repository = "file:///srv/app.git" });
        _gitHub.Interference = _ => Message(403, "Resource not accessible by personal access token");
        await RefusedAsync("forge-forbidden", Change());
        _gitHub.Interference = _ => Message(401, "Bad credentials");
        await RefusedAsync("forge-unauthorized", Change());
        _gitHub.Interference = request => request.Method == "POST" ? Message(422, "Validation Failed") : null;
        await RefusedAsync("forge-refused", Change());
    }

    [Theory]
    [InlineData(500, "Server Error")]
    [InlineData(503, "Service Unavailable")]
    [InlineData(429, "Too many requests")]
    [InlineData(403, "API rate limit exceeded for installation ID 42.")]
    [InlineData(403, "You have exceeded a secondary rate limit.")]
    public async Task What_github_cannot_do_now_is_for_later(int status, string message)
    {
        _gitHub.Interference = request => request.Method == "POST" ? Message(status, message) : null;

        await Assert.ThrowsAsync<ForgeUnavailableException>(() => PublishAsync(Change()));

        _gitHub.Interference = null;
        Assert.Equal(1, (await PublishAsync(Change())).Number);
    }

    [Fact]
    public async Task A_github_that_is_not_there_is_for_later()
    {
        await _gitHub.DisposeAsync();

        await Assert.ThrowsAsync<ForgeUnavailableException>(() => PublishAsync(Change()));

        _gitHub = await FakeGitHub.StartAsync();
    }

    [Fact]
    public async Task Nothing_is_changed_once_the_guard_says_no()
    {
        var guard = new ScriptedGuard(() => throw new PublicationFencedException("Cancelled."));

        await Assert.ThrowsAsync<PublicationFencedException>(() => Forge.PublishAsync(Change(), guard, CancellationToken.None));

        Assert.Null(await _gitHub.Sandbox.BranchAsync(Samples.Repository, Samples.Branch));
        Assert.Empty(_gitHub.Pulls);
    }

    [Fact]
    public async Task As_a_github_app_it_reports_a_check_run_once()
    {
        using var directory = new GitSandbox();
        using var key = RSA.Create(2048);
        var file = Path.Combine(directory.Root, "app.pem");
        await File.WriteAllTextAsync(file, key.ExportRSAPrivateKeyPem());
        using var host = Host(new() { ["SpecCursor:Forge:GitHub:AppId"] = "1234", ["SpecCursor:Forge:GitHub:PrivateKeyPath"] = file });
        var forge = host.Services.GetRequiredService<IForge>();
        var change = Change();

        var published = await forge.PublishAsync(change, _guard, CancellationToken.None);
        await forge.PublishAsync(change, _guard, CancellationToken.None);

        var check = Assert.Single(_gitHub.Checks);
        Assert.Equal(
            ("SpecCursor", published.Commit, "completed", "success"),
            ((string)check["name"]!, (string)check["head_sha"]!, (string)check["status"]!, (string)check["conclusion"]!));
        Assert.Single(_gitHub.Requests, request => request.EndsWith("/access_tokens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_token_it_does_without_a_check_run()
    {
        await PublishAsync(Change());

        Assert.Empty(_gitHub.Checks);
    }

    [Fact]
    public async Task A_comment_is_written_once()
    {
        await Forge.CommentAsync(Samples.Repository, 7, "abc", "- queued", CancellationToken.None);
        await Forge.CommentAsync(Samples.Repository, 7, "abc", "- queued", CancellationToken.None);

        var comment = Assert.Single(_gitHub.Comments);
        Assert.Equal("- queued\n<!-- speccursor:abc -->\n", (string)comment["body"]!);
    }

    private Task<PublishedChange> PublishAsync(Change change) => Forge.PublishAsync(change, _guard, CancellationToken.None);

    private async Task RefusedAsync(string code, Change change) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ForgeRefusedException>(() => PublishAsync(change))).Code);

    private Change Change() => Samples.Change(_base, _diff);

    private IHost Host(Dictionary<string, string?> settings)
    {
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration.AddInMemoryCollection([new("SpecCursor:Forge:Kind", "github"), new("SpecCursor:Forge:GitHub:BaseAddress", _gitHub.Address.ToString())]);
        builder.AddServiceDefaults();
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(resilience => resilience.Retry.Delay = TimeSpan.FromMilliseconds(10));
        builder.Services.AddOptions<ForgeOptions>().BindConfiguration(ForgeOptions.Section);
        builder.Services.AddSingleton<GitRunner>();
        builder.Services.AddSingleton<DiffInspector>();
        builder.Services.AddGitHubForge();
        return builder.Build();
    }

    private static IResult Message(int status, string message) =>
        Results.Text(new JsonObject { ["message"] = message }.ToJsonString(), "application/json", statusCode: status);
}
