using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.GitHubApp.Forges.Git;
using SpecCursor.GitHubApp.Tests.Harness;

namespace SpecCursor.GitHubApp.Tests.Forges;

/// <summary>
/// A fake of the part of GitHub's REST API that is used, on the real wire format. It is not GitHub, but its git is: objects and branches are kept
/// in a real repository, so what was published can be looked at with git.
/// </summary>
internal sealed class FakeGitHub : IAsyncDisposable
{
    public const string Token = "ghp_a-token-for-tests";
    public const string InstallationToken = "ghs_an-installation-token";

    private readonly WebApplication _app;
    private readonly GitRunner _git = new();
    private readonly List<JsonObject> _pulls = [];
    private readonly List<JsonObject> _checks = [];
    private readonly List<JsonObject> _comments = [];
    private readonly Lock _lock = new();

    private FakeGitHub(WebApplication app, GitSandbox sandbox)
    {
        _app = app;
        Sandbox = sandbox;
        Map();
    }

    public GitSandbox Sandbox { get; }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    public ConcurrentQueue<string> Requests { get; } = new();

    public IReadOnlyList<JsonObject> Pulls => _pulls;

    public IReadOnlyList<JsonObject> Checks => _checks;

    public IReadOnlyList<JsonObject> Comments => _comments;

    /// <summary>An answer in place of the proper one, for as long as it does not return null.</summary>
    public Func<HttpRequest, IResult?>? Interference { get; set; }

    public static async Task<FakeGitHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var fake = new FakeGitHub(builder.Build(), new GitSandbox());
        await fake._app.StartAsync();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _git.Dispose();
        Sandbox.Dispose();
    }

    private void Map()
    {
        _app.Use(async (context, next) =>
        {
            Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
            var result = Interference?.Invoke(context.Request) ?? Refusal(context.Request);
            await (result is null ? next(context) : result.ExecuteAsync(context));
        });
        _app.MapGet("/repos/{owner}/{name}/installation", () => Json(new JsonObject { ["id"] = 42, ["account"] = new JsonObject() }));
        _app.MapPost("/app/installations/42/access_tokens", () => Json(
            new JsonObject { ["token"] = InstallationToken, ["expires_at"] = Payloads.Date(DateTimeOffset.UtcNow.AddHours(1)) }, 201));
        var repository = _app.MapGroup("/repos/{owner}/{name}");
        MapObjects(repository);
        MapReferences(repository);
        MapPulls(repository);
        MapIssuesAndChecks(repository);
    }

    private void MapObjects(IEndpointRouteBuilder repository)
    {
        repository.MapGet("/git/commits/{sha}", async (string owner, string name, string sha) =>
            await TryAsync(owner, name, "show", "--no-patch", "--format=%H%n%T%n%ce", sha + "^{commit}") is { } text
                ? Json(Commit(text.Split('\n')))
                : NotFound());
        repository.MapGet("/git/trees/{sha}", async (string owner, string name, string sha) => Json(new JsonObject
        {
            ["sha"] = sha,
            ["truncated"] = false,
            ["tree"] = new JsonArray([.. (await GitAsync(owner, name, "ls-tree", "--format=%(objectmode) %(objecttype) %(objectname) %(path)", sha))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => TreeItem(line.Split(' ', 4)))]),
        }));
        repository.MapGet("/git/blobs/{sha}", async (string owner, string name, string sha) => Json(new JsonObject
        {
            ["sha"] = sha,
            ["encoding"] = "base64",
            // GitHub breaks the lines.
            ["content"] = Convert.ToBase64String((await RunAsync(owner, name, ReadOnlyMemory<byte>.Empty, "cat-file", "blob", sha)).Output.Span, Base64FormattingOptions.InsertLineBreaks),
        }));
        repository.MapPost("/git/blobs", async (string owner, string name, HttpRequest request) =>
        {
            var body = await ReadAsync(request);
            var content = Convert.FromBase64String((string)body["content"]!);
            return Json(new JsonObject { ["sha"] = (await RunAsync(owner, name, content, "hash-object", "-w", "--stdin")).Text }, 201);
        });
        repository.MapPost("/git/trees", async (string owner, string name, HttpRequest request) =>
            Json(new JsonObject { ["sha"] = await MakeTreeAsync(owner, name, await ReadAsync(request)) }, 201));
        repository.MapPost("/git/commits", async (string owner, string name, HttpRequest request) =>
            Json(new JsonObject { ["sha"] = await MakeCommitAsync(owner, name, await ReadAsync(request)) }, 201));
    }

    private void MapReferences(IEndpointRouteBuilder repository)
    {
        repository.MapGet("/git/ref/{**reference}", FindReferenceAsync);
        repository.MapGet("/git/refs/{**reference}", FindReferenceAsync);
        repository.MapPost("/git/refs", async (string owner, string name, HttpRequest request) =>
        {
            var body = await ReadAsync(request);
            return await TryAsync(owner, name, "update-ref", (string)body["ref"]!, (string)body["sha"]!, new string('0', 40)) is null
                ? Json(new JsonObject { ["message"] = "Reference already exists" }, 422)
                : Json(Reference((string)body["ref"]!, (string)body["sha"]!), 201);
        });
        repository.MapPatch("/git/refs/{**reference}", async (string owner, string name, string reference, HttpRequest request) =>
        {
            var sha = (string)(await ReadAsync(request))["sha"]!;
            await GitAsync(owner, name, "update-ref", "refs/" + reference, sha);
            return Json(Reference("refs/" + reference, sha));
        });
    }

    private void MapPulls(IEndpointRouteBuilder repository)
    {
        repository.MapGet("/pulls", (string owner, string head) =>
            JsonList(_pulls.Where(pull => $"{owner}:{pull["head"]!["ref"]}" == head && (string)pull["state"]! == "open")));
        repository.MapPost("/pulls", async (string owner, string name, HttpRequest request) =>
        {
            var body = await ReadAsync(request);
            lock (_lock)
            {
                var number = _pulls.Count + 1;
                _pulls.Add(new JsonObject
                {
                    ["number"] = number,
                    ["state"] = "open",
                    ["title"] = (string)body["title"]!,
                    ["body"] = (string)body["body"]!,
                    ["html_url"] = $"https://github.invalid/{owner}/{name}/pull/{number}",
                    ["head"] = new JsonObject { ["ref"] = (string)body["head"]! },
                    ["base"] = new JsonObject { ["ref"] = (string)body["base"]! },
                });
                return Json(_pulls[^1], 201);
            }
        });
        repository.MapPatch("/pulls/{number:int}", async (int number, HttpRequest request) =>
        {
            var body = await ReadAsync(request);
            _pulls[number - 1]["title"] = (string)body["title"]!;
            _pulls[number - 1]["body"] = (string)body["body"]!;
            return Json(_pulls[number - 1]);
        });
    }

    private void MapIssuesAndChecks(IEndpointRouteBuilder repository)
    {
        repository.MapGet("/commits/{sha}/check-runs", (string sha) => Json(new JsonObject
        {
            ["total_count"] = _checks.Count,
            ["check_runs"] = new JsonArray([.. _checks.Where(check => (string)check["head_sha"]! == sha).Select(check => check.DeepClone())]),
        }));
        repository.MapPost("/check-runs", async (HttpRequest request) =>
        {
            if (request.Headers.Authorization.ToString().EndsWith(Token, StringComparison.Ordinal))
            {
                return Json(new JsonObject { ["message"] = "You must authenticate via a GitHub App." }, 403);
            }

            var body = await ReadAsync(request);
            body["id"] = _checks.Count + 1;
            _checks.Add(body);
            return Json(body, 201);
        });
        repository.MapGet("/issues/{number:int}/comments", () => JsonList(_comments));
        repository.MapPost("/issues/{number:int}/comments", async (int number, HttpRequest request) =>
        {
            var body = await ReadAsync(request);
            body["id"] = _comments.Count + 1;
            body["issue"] = number;
            _comments.Add(body);
            return Json(body, 201);
        });
    }

    private static IResult? Refusal(HttpRequest request)
    {
        if (request.Headers.UserAgent.Count == 0)
        {
            return Json(new JsonObject { ["message"] = "Request forbidden by administrative rules." }, 403);
        }

        var authorization = request.Headers.Authorization.ToString();
        var asApp = request.Path.StartsWithSegments("/app") || request.Path.Value!.EndsWith("/installation", StringComparison.Ordinal);
        var accepted = asApp ? authorization.StartsWith("Bearer ey", StringComparison.Ordinal) : authorization is $"Token {Token}" or $"Token {InstallationToken}";
        return accepted ? null : Json(new JsonObject { ["message"] = "Bad credentials" }, 401);
    }

    private async Task<IResult> FindReferenceAsync(string owner, string name, string reference) =>
        await TryAsync(owner, name, "rev-parse", "--verify", $"refs/{reference}") is { } sha ? Json(Reference("refs/" + reference, sha)) : NotFound();

    private async Task<string> MakeTreeAsync(string owner, string name, JsonObject body)
    {
        using var index = new GitRepository(_git, Sandbox.Bare($"{owner}/{name}")).NewIndex();
        await index.ReadTreeAsync((string)body["base_tree"]!, CancellationToken.None);
        foreach (var item in body["tree"]!.AsArray())
        {
            var mode = item!["sha"] is null ? "0" : (string)item["mode"]!;
            await index.AddAsync(
                new Dictionary<string, GitEntry> { [(string)item["path"]!] = new(mode, (string?)item["sha"] ?? new string('0', 40)) }, CancellationToken.None);
        }

        return await index.WriteTreeAsync(CancellationToken.None);
    }

    private Task<string> MakeCommitAsync(string owner, string name, JsonObject body)
    {
        var author = body["author"]!;
        var identity = new GitIdentity(
            (string)author["name"]!, (string)author["email"]!, DateTimeOffset.Parse((string)author["date"]!, CultureInfo.InvariantCulture));
        return new GitRepository(_git, Sandbox.Bare($"{owner}/{name}")).WriteCommitAsync(
            (string)body["tree"]!, (string)body["parents"]![0]!, (string)body["message"]!, identity, CancellationToken.None);
    }

    private Task<GitResult> RunAsync(string owner, string name, ReadOnlyMemory<byte> input, params string[] arguments) =>
        _git.RunAsync(new GitCommand { GitDirectory = Sandbox.Bare($"{owner}/{name}"), Arguments = arguments, Input = input }, CancellationToken.None);

    private async Task<string> GitAsync(string owner, string name, params string[] arguments) =>
        await TryAsync(owner, name, arguments) ?? throw new InvalidOperationException($"The fake's git failed: {string.Join(' ', arguments)}");

    private async Task<string?> TryAsync(string owner, string name, params string[] arguments) =>
        await RunAsync(owner, name, ReadOnlyMemory<byte>.Empty, arguments) is { Succeeded: true } result ? result.Text : null;

    private static async Task<JsonObject> ReadAsync(HttpRequest request) =>
        (await JsonNode.ParseAsync(request.Body))!.AsObject();

    private static JsonObject Commit(string[] lines) => new()
    {
        ["sha"] = lines[0],
        ["tree"] = new JsonObject { ["sha"] = lines[1] },
        ["committer"] = new JsonObject { ["name"] = "x", ["email"] = lines[2], ["date"] = "2026-05-01T12:00:00Z" },
    };

    private static JsonObject TreeItem(string[] fields) =>
        new() { ["mode"] = fields[0], ["type"] = fields[1], ["sha"] = fields[2], ["path"] = fields[3] };

    private static JsonObject Reference(string name, string sha) =>
        new() { ["ref"] = name, ["object"] = new JsonObject { ["type"] = "commit", ["sha"] = sha } };

    private static IResult NotFound() => Json(new JsonObject { ["message"] = "Not Found", ["documentation_url"] = "https://docs.github.com/rest" }, 404);

    private static IResult JsonList(IEnumerable<JsonObject> items) =>
        Results.Text(new JsonArray([.. items.Select(item => item.DeepClone())]).ToJsonString(), "application/json", Encoding.UTF8);

    private static IResult Json(JsonObject body, int status = (int)HttpStatusCode.OK) =>
        Results.Text(body.ToJsonString(), "application/json", Encoding.UTF8, status);
}
