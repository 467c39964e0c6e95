using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Application;
using SpecCursor.Contracts.Operations;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Demo;

/// <summary>The main job on the samples, self-contained: its own state, its own data, nothing left running.</summary>
internal sealed class DemoCommand : AsyncCommand<DemoSettings>
{
    private static readonly TimeSpan HealthyWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    public override async Task<int> ExecuteAsync(CommandContext context, DemoSettings settings, CancellationToken cancellationToken)
    {
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };

        var samples = Path.Combine(Repository.Root, "samples");
        var scenarios = Scenario.Load(samples, settings.Ecosystem);
        if (scenarios.Count == 0)
        {
            var known = Scenario.Load(samples).Select(scenario => scenario.Ecosystem).Distinct();
            Console.Error.WriteLine($"speccursor: there is no sample for the ecosystem '{settings.Ecosystem}'; there are samples for {string.Join(", ", known)}.");
            return 2;
        }

        var state = new StateDirectory(Path.Combine(StateDirectory.FromEnvironment().Root, "demo"));
        return await RunAsync(state, samples, scenarios, settings, interrupted.Token);
    }

    private static async Task<int> RunAsync(
        StateDirectory state, string samples, IReadOnlyList<Scenario> scenarios, DemoSettings settings, CancellationToken cancellationToken)
    {
        await StopAsync(state, "Stopping an earlier demo that was kept.");
        var keep = false;
        try
        {
            FreePorts.Choose();
            AnsiConsole.WriteLine("Starting SpecCursor …");
            var status = await new ApplicationLauncher(state, SettingsOf(settings.Keep)).StartDetachedAsync(fresh: true, HealthyWithin, cancellationToken);
            AnsiConsole.WriteLine($"Healthy: {status.Resources.Count} resources in {status.Mode} mode ({status.ModeReason}); console {status.Addresses.Console}");
            WriteLinks(status.Addresses);
            var results = await UpgradeAsync(state, samples, scenarios, status, cancellationToken);
            DemoTable.Write(AnsiConsole.Console, results);
            keep = settings.Keep;
            return results.All(result => result.Problem is null) ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("speccursor: interrupted");
            return 130;
        }
        catch (Exception exception) when (exception is ApplicationStartException or HttpRequestException or InvalidOperationException)
        {
            Console.Error.WriteLine($"speccursor: {exception.Message}");
            return 1;
        }
        finally
        {
            if (keep)
            {
                if (new RunningApplication(state).Read()?.Addresses is { } addresses)
                {
                    WriteLinks(addresses);
                }

                AnsiConsole.WriteLine($"Kept running. Stop it with: SPECCURSOR_STATE_DIR={state.Root} ./speccursor down");
            }
            else
            {
                await StopAsync(state, "Stopping.");
            }
        }
    }

    private static Dictionary<string, string> SettingsOf(bool keep) => new()
    {
        // Where a registry is out of reach, the one who watches hears of it after one retry, and not after the minutes that an upgrade has in the background.
        ["SpecCursor__Messaging__RetryDelays__0"] = "00:00:02",

        // What it leaves are the repositories, to look at. Containers and volumes are left of a demo that is kept only.
        ["SpecCursor__Containers__Lifetime"] = "session",
        ["SpecCursor__Ephemeral"] = keep ? "false" : "true",
    };

    private static void WriteLinks(ApplicationAddresses addresses)
    {
        foreach (var (name, address) in new[]
        {
            ("Console", addresses.Console), ("Dashboard", addresses.Dashboard), ("Prometheus", addresses.Prometheus), ("Alertmanager", addresses.Alertmanager),
            ("Grafana", addresses.Grafana), ("Jaeger", addresses.Jaeger),
        })
        {
            if (address is not null)
            {
                AnsiConsole.WriteLine($"{name,-12}  {address}");
            }
        }
    }

    private static async Task<IReadOnlyList<DemoResult>> UpgradeAsync(
        StateDirectory state, string samples, IReadOnlyList<Scenario> scenarios, ApplicationStatus status, CancellationToken cancellationToken)
    {
        foreach (var scenario in scenarios)
        {
            AnsiConsole.WriteLine($"{scenario.Repository}: {scenario.Package} to {scenario.Target}. {scenario.Shows}");
        }

        using var gitHubApp = new HttpClient { BaseAddress = new Uri(status.Addresses.GitHubApp!) };
        using var api = new HttpClient { BaseAddress = new Uri(status.Addresses.Api!) };
        api.DefaultRequestHeaders.Add("X-Api-Key", state.ApiKey);
        var run = new DemoRun(
            new SampleForge(samples, state.Forge),
            new WebhookSender(gitHubApp, state.WebhookSecret, TimeProvider.System),
            new UpgradeClient(api),
            (scenario, message) => AnsiConsole.WriteLine($"{DateTime.Now:HH:mm:ss}  {scenario.Package,-6} {message}"));
        return await run.RunAsync(scenarios, cancellationToken);
    }

    private static async Task StopAsync(StateDirectory state, string message)
    {
        if (new RunningApplication(state).Read() is { } running)
        {
            AnsiConsole.WriteLine(message);
            await ApplicationStopper.StopAsync(running, StopWithin, CancellationToken.None);
        }
    }
}
