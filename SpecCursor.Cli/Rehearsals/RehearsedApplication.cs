using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Application;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>The application that a rehearsal does harm to. It is the rehearsal's own, with data of its own.</summary>
internal sealed class RehearsedApplication : IDisposable
{
    private readonly StateDirectory _state;
    private readonly ApplicationStatus _status;
    private readonly HttpClient _gitHubApp;
    private readonly HttpClient _api;
    private readonly HttpClient _prometheus;

    /// <param name="state">Its state directory.</param>
    /// <param name="status">What runs.</param>
    /// <exception cref="RehearsalException">Prometheus or Alertmanager does not run.</exception>
    public RehearsedApplication(StateDirectory state, ApplicationStatus status)
    {
        _state = state;
        _status = status;
        _gitHubApp = new HttpClient { BaseAddress = new Uri(status.Addresses.GitHubApp!) };
        _api = new HttpClient { BaseAddress = new Uri(status.Addresses.Api!) };
        _prometheus = new HttpClient { BaseAddress = Required(status.Addresses.Prometheus, "prometheus") };
        Alertmanager = Required(status.Addresses.Alertmanager, "prometheus-alertmanager");
    }

    /// <summary>Prometheus' address.</summary>
    public Uri Prometheus => _prometheus.BaseAddress!;

    /// <summary>Alertmanager's address.</summary>
    public Uri Alertmanager { get; }

    /// <summary>Has Prometheus evaluate the alert rules, which it did not while the application started: then all of it was down.</summary>
    /// <param name="containers">The directory <c>containers</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LoadAlertsAsync(string containers, CancellationToken cancellationToken)
    {
        HurriedConfiguration.AddAlerts(containers, PrometheusConfiguration);
        using var response = await _prometheus.PostAsync("/-/reload", content: null, cancellationToken);
        Expect(response, HttpStatusCode.OK);
    }

    /// <summary>Sends deliveries whose signature is another secret's.</summary>
    public async Task DeliverWronglySignedAsync(int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/github/webhooks") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            request.Headers.Add("X-GitHub-Event", "issue_comment");
            request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
            request.Headers.Add("X-Hub-Signature-256", "sha256=" + new string('0', 64));
            using var response = await _gitHubApp.SendAsync(request, cancellationToken);
            Expect(response, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests);
        }
    }

    /// <summary>Calls the API with a key that is not its own.</summary>
    public async Task CallWithWrongKeyAsync(int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/upgrades");
            request.Headers.Add("X-Api-Key", "not-the-key");
            using var response = await _api.SendAsync(request, cancellationToken);
            Expect(response, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests);
        }
    }

    /// <summary>Sends a rightly signed comment whose command leads out of the registry.</summary>
    public async Task CommandTraversalAsync(CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(IssueCommentPayload.Create("rehearsal/app", "/speccursor upgrade ../../etc/passwd@1.0.0", DateTimeOffset.UtcNow).ToJsonString());
        using var request = WebhookSender.Request("issue_comment", Guid.NewGuid(), body, _state.WebhookSecret);
        using var response = await _gitHubApp.SendAsync(request, cancellationToken);
        Expect(response, HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>Asks for upgrades that cannot succeed.</summary>
    public async Task RequestImpossibleUpgradesAsync(int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/upgrades")
            {
                Content = JsonContent.Create(new CreateUpgradeRequest
                {
                    Repository = $"rehearsal/nothing-{number}",
                    Ecosystem = "node",
                    PackageName = "uuid",
                    TargetVersion = "9.0.1",
                }),
            };
            request.Headers.Add("X-Api-Key", _state.ApiKey);
            using var response = await _api.SendAsync(request, cancellationToken);
            Expect(response, HttpStatusCode.Created);
        }
    }

    /// <summary>Ends the process of a resource. Nobody starts it again.</summary>
    /// <exception cref="RehearsalException">It is no process of this machine.</exception>
    public Task EndAsync(string resource)
    {
        var process = _status.Resources.FirstOrDefault(candidate => candidate.Name == resource)?.ProcessId
            ?? throw new RehearsalException($"{resource} does not run as a process of this machine. Rehearse with SPECCURSOR_INFRASTRUCTURE=native.");
        return Signals.SendTerminate(process)
            ? Task.CompletedTask
            : throw new RehearsalException($"{resource} (process {process}) could not be ended.");
    }

    /// <summary>Spoils the copy of the configuration that Prometheus reads, and has it read.</summary>
    public async Task BreakConfigurationAsync(CancellationToken cancellationToken)
    {
        await File.AppendAllTextAsync(Path.Combine(PrometheusConfiguration, "prometheus.yml"), "\nno_such_setting: true\n", cancellationToken);
        using var response = await _prometheus.PostAsync("/-/reload", content: null, cancellationToken);
        Expect(response, HttpStatusCode.InternalServerError);
    }

    /// <summary>Adds a probe of the discard port, where nobody listens.</summary>
    public async Task ProbeNobodyAsync(string api, CancellationToken cancellationToken)
    {
        var file = Path.Combine(PrometheusConfiguration, "targets", "blackbox.json");
        if (!File.Exists(file) || JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken)) is not JsonArray { Count: > 0 } targets)
        {
            throw new RehearsalException("Nothing is probed: the blackbox exporter is not installed.");
        }

        var silent = targets[0]!.DeepClone();
        silent["targets"] = new JsonArray("http://127.0.0.1:9/");
        silent["labels"]!["api"] = api;
        targets.Clear();
        targets.Add(silent);

        // Renamed into place, since Prometheus may read at any moment; a copy, since it must be able to.
        File.Copy(file, file + ".new", overwrite: true);
        await File.WriteAllTextAsync(file + ".new", targets.ToJsonString(), cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _gitHubApp.Dispose();
        _api.Dispose();
        _prometheus.Dispose();
    }

    private string PrometheusConfiguration => Path.Combine(_state.Root, "data", "prometheus", "configuration");

    private static Uri Required(string? address, string package) =>
        address is null ? throw new RehearsalException($"{package} does not run, and without it no alert is raised. See ./speccursor status.") : new Uri(address);

    private static void Expect(HttpResponseMessage response, params HttpStatusCode[] expected)
    {
        if (!expected.Contains(response.StatusCode))
        {
            throw new RehearsalException($"{response.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)response.StatusCode} where {(int)expected[0]} was due.");
        }
    }
}
