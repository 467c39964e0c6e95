using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>Upgrades that fail, wait, or are of repositories that mean harm.</summary>
internal static class Upgrades
{
    // Where the machines of clouds get their credentials, and others nothing: a link-local address.
    private const string CloudCredentials = "http://169.254.169.254/latest/meta-data/iam/security-credentials/";

    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(31);
    private static readonly TimeSpan LongerEachTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Siesta = TimeSpan.FromMinutes(7);

    private static readonly Scenario Passing = new("node/uptime", "node", "ms", "2.1.3", ExpectedOutcome.Completed, "");
    private static readonly Scenario Breaking = new("node/order-ids", "node", "uuid", "9.0.1", ExpectedOutcome.Repaired, "");

    /// <summary>Asks for upgrades of repositories that are not there.</summary>
    public static async Task RequestImpossibleAsync(RehearsedApplication app, int count, string ecosystem, CancellationToken stop)
    {
        for (var number = 0; number < count; number++)
        {
            await RequestAsync(app, new Scenario($"nothing-{number}", ecosystem, "uuid", "9.0.1", ExpectedOutcome.Completed, "") { Owner = "rehearsal" }, stop);
        }
    }

    /// <summary>Asks for an upgrade whose tests take very long, and for others, which wait for it where the worker does one after the other.</summary>
    public static async Task QueueAsync(RehearsedApplication app, int count, CancellationToken stop)
    {
        await RequestSleepingAsync(app, "rehearsal-0", Siesta, stop);
        await RequestImpossibleAsync(app, count, "node", stop);
    }

    /// <summary>Asks for upgrades of samples that pass their tests.</summary>
    public static Task RequestPassingAsync(RehearsedApplication app, int count, CancellationToken stop) => RequestManyAsync(app, Passing, count, change: null, stop);

    /// <summary>Asks for upgrades of samples whose tests break, so that a repair is asked for.</summary>
    public static Task RequestBreakingAsync(RehearsedApplication app, int count, CancellationToken stop) => RequestManyAsync(app, Breaking, count, change: null, stop);

    /// <summary>Asks for an upgrade of a repository whose lockfile has a package come from where machines of clouds get their credentials.</summary>
    public static Task RequestEscapingAsync(RehearsedApplication app, CancellationToken stop) => RequestManyAsync(
        app,
        Passing,
        count: 1,
        folder =>
        {
            Change(folder, "package.json", package => package["dependencies"]!["credentials"] = "1.0.0");
            Change(folder, "package-lock.json", lockfile =>
            {
                lockfile["packages"]![""]!["dependencies"]!["credentials"] = "1.0.0";
                lockfile["packages"]!["node_modules/credentials"] = new JsonObject { ["version"] = "1.0.0", ["resolved"] = CloudCredentials };
            });
        },
        stop);

    /// <summary>Asks for upgrades of repositories whose tests take over half a minute, each some seconds more than the one before.</summary>
    public static async Task RequestSlowAsync(RehearsedApplication app, int count, CancellationToken stop)
    {
        for (var number = 0; number < count; number++)
        {
            await RequestSleepingAsync(app, $"rehearsal-{number}", Nap + (number * LongerEachTime), stop);
        }
    }

    /// <summary>Has upgrades succeed, and then fail.</summary>
    public static async Task FailAfterSuccessAsync(RehearsedApplication app, CancellationToken stop)
    {
        await RequestPassingAsync(app, count: 2, stop);

        // What is usual has to have lasted: once failures are half of all that was ever seen, they are usual themselves.
        await app.UntilAsync(
            "speccursor:upgrade_failures:ratio5m:avg7d == 0 and speccursor:upgrades_ended:increase5m > 1.5 and count_over_time(speccursor:upgrade_failures:ratio5m[10m]) >= 30",
            stop);

        // Of two ecosystems, so that there is nothing wrong with one of them, which would be another alert and mute this one.
        await RequestImpossibleAsync(app, count: 4, "node", stop);
        await RequestImpossibleAsync(app, count: 4, "python", stop);
    }

    private static async Task RequestManyAsync(RehearsedApplication app, Scenario sample, int count, Action<string>? change, CancellationToken stop)
    {
        for (var number = 0; number < count; number++)
        {
            await RequestSampleAsync(app, sample with { Owner = $"rehearsal-{number}" }, change, stop);
        }
    }

    private static Task RequestSleepingAsync(RehearsedApplication app, string owner, TimeSpan asleep, CancellationToken stop) => RequestSampleAsync(
        app,
        Passing with { Owner = owner },
        folder => Change(folder, "package.json", package => package["scripts"]!["test"] = $"node -e \"setTimeout(() => {{}}, {asleep.TotalMilliseconds:0})\""),
        stop);

    private static async Task RequestSampleAsync(RehearsedApplication app, Scenario scenario, Action<string>? change, CancellationToken stop)
    {
        await app.Forge.CreateAsync(scenario, change, stop);
        await RequestAsync(app, scenario, stop);
    }

    private static async Task RequestAsync(RehearsedApplication app, Scenario scenario, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/upgrades")
        {
            Content = JsonContent.Create(new CreateUpgradeRequest
            {
                Repository = scenario.Repository,
                Ecosystem = scenario.Ecosystem,
                PackageName = scenario.Package,
                TargetVersion = scenario.Target,
            }),
        };
        request.Headers.Add("X-Api-Key", app.State.ApiKey);
        using var response = await app.Api.SendAsync(request, stop);
        RehearsedApplication.Expect(response, HttpStatusCode.Created);
    }

    private static void Change(string folder, string name, Action<JsonNode> change)
    {
        var file = Path.Combine(folder, name);
        var content = JsonNode.Parse(File.ReadAllText(file))!;
        change(content);
        File.WriteAllText(file, content.ToJsonString());
    }
}
