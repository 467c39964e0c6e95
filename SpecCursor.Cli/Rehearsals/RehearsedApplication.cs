using System.Net;
using System.Text.Json.Nodes;
using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Application;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>The application that a rehearsal does harm to. It is the rehearsal's own, with data of its own.</summary>
internal sealed class RehearsedApplication : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly ApplicationStatus _status;
    private readonly HttpClient _prometheus;

    /// <param name="state">Its state directory.</param>
    /// <param name="status">What runs.</param>
    /// <param name="samples">The folder <c>samples</c>.</param>
    /// <param name="receiver">Whom its notifications go to.</param>
    /// <exception cref="RehearsalException">Prometheus or Alertmanager does not run.</exception>
    public RehearsedApplication(StateDirectory state, ApplicationStatus status, string samples, NotificationReceiver receiver)
    {
        State = state;
        _status = status;
        Forge = new SampleForge(samples, state.Forge);
        Receiver = receiver;
        GitHubApp = new HttpClient { BaseAddress = new Uri(status.Addresses.GitHubApp!) };
        Api = new HttpClient { BaseAddress = new Uri(status.Addresses.Api!) };
        _prometheus = new HttpClient { BaseAddress = Required(status.Addresses.Prometheus, "prometheus") };
        Alertmanager = Required(status.Addresses.Alertmanager, "prometheus-alertmanager");
    }

    /// <summary>Its state directory.</summary>
    public StateDirectory State { get; }

    /// <summary>Its forge.</summary>
    public SampleForge Forge { get; }

    /// <summary>Whom its notifications go to.</summary>
    public NotificationReceiver Receiver { get; }

    /// <summary>A client of the GitHub app.</summary>
    public HttpClient GitHubApp { get; }

    /// <summary>A client of the API, which sends no key by itself.</summary>
    public HttpClient Api { get; }

    /// <summary>Prometheus' address.</summary>
    public Uri Prometheus => _prometheus.BaseAddress!;

    /// <summary>Alertmanager's address.</summary>
    public Uri Alertmanager { get; }

    /// <summary>The copy of the configuration that Prometheus reads.</summary>
    public string PrometheusConfiguration => Path.Combine(State.Root, "data", "prometheus", "configuration");

    /// <summary>Has Prometheus evaluate the alert rules, which it did not while the application started: then all of it was down.</summary>
    /// <param name="containers">The directory <c>containers</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LoadAlertsAsync(string containers, CancellationToken cancellationToken)
    {
        HurriedConfiguration.AddAlerts(containers, PrometheusConfiguration);
        await ReloadPrometheusAsync(HttpStatusCode.OK, cancellationToken);
    }

    /// <summary>Has Prometheus read its configuration again.</summary>
    /// <param name="expected">What it answers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ReloadPrometheusAsync(HttpStatusCode expected, CancellationToken cancellationToken)
    {
        using var response = await _prometheus.PostAsync("/-/reload", content: null, cancellationToken);
        Expect(response, expected);
    }

    /// <summary>Waits until Prometheus has an answer to a query.</summary>
    public async Task UntilAsync(string query, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollInterval);
        var address = $"/api/v1/query?query={Uri.EscapeDataString(query)}";
        while (JsonNode.Parse(await _prometheus.GetStringAsync(address, cancellationToken))?["data"]?["result"] is not JsonArray { Count: > 0 })
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>What is known of a resource.</summary>
    /// <exception cref="RehearsalException">There is none of that name.</exception>
    public ResourceStatus Resource(string name) =>
        _status.Resources.FirstOrDefault(candidate => candidate.Name == name) ?? throw new RehearsalException($"There is no {name} here. See ./speccursor status.");

    /// <summary>Gives up where an answer is none of those that are due.</summary>
    /// <exception cref="RehearsalException">It is none of them.</exception>
    public static void Expect(HttpResponseMessage response, params HttpStatusCode[] expected)
    {
        if (!expected.Contains(response.StatusCode))
        {
            throw new RehearsalException($"{response.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)response.StatusCode} where {(int)expected[0]} was due.");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        GitHubApp.Dispose();
        Api.Dispose();
        _prometheus.Dispose();
    }

    private static Uri Required(string? address, string package) =>
        address is null ? throw new RehearsalException($"{package} does not run, and without it no alert is raised. See ./speccursor status.") : new Uri(address);
}
