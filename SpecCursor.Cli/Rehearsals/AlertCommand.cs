using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using SpecCursor.Cli.Application;
using SpecCursor.Cli.Rehearsals.Claude;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>
/// Makes the condition of an alert, really, and shows the notifications arriving. Everything is the rehearsal's own: the application, its data, and
/// who is told. Exit code 0: everybody was told who should be; 1: not; 2: there is no such alert or no rehearsal of it.
/// </summary>
internal sealed class AlertCommand : AsyncCommand<AlertSettings>
{
    private const int Misused = 2;
    private const int Interrupted = 130;

    private static readonly TimeSpan HealthyWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SettledWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CalmWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    private static string Containers => Path.Combine(Repository.Root, "containers");

    public override async Task<int> ExecuteAsync(CommandContext context, AlertSettings settings, CancellationToken cancellationToken)
    {
        var declared = DeclaredAlerts.Read(Containers);
        if (settings.List)
        {
            AlertTable.Write(AnsiConsole.Console, declared);
            return 0;
        }

        if (RehearsalCatalogue.Find(settings.Name ?? "") is not { } rehearsal)
        {
            Console.Error.WriteLine($"speccursor: {AlertTable.WhyNot(settings.Name, declared)}");
            return Misused;
        }

        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        return await RunAsync(rehearsal, settings.Keep, interrupted.Token);
    }

    private static async Task<int> RunAsync(Rehearsal rehearsal, bool keep, CancellationToken cancellationToken)
    {
        var state = new StateDirectory(Path.Combine(StateDirectory.FromEnvironment().Root, "rehearsal"));
        await StopAsync(state, "Stopping an earlier rehearsal that was kept.");
        var isKept = false;
        try
        {
            await using var receiver = await NotificationReceiver.StartAsync(cancellationToken);
            await using var claude = rehearsal.Claude is { } answer ? await FakeAnthropic.StartAsync(answer, cancellationToken) : null;
            AnsiConsole.WriteLine($"{rehearsal.Alert}: this {rehearsal.Does}.");
            var hasArrived = await RehearseAsync(rehearsal, state, receiver, claude, cancellationToken);
            AnsiConsole.WriteLine($"What it means and what to do: docs/runbooks/{rehearsal.Alert}.md");
            isKept = keep;
            return hasArrived ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine("speccursor: interrupted");
            return Interrupted;
        }
        catch (Exception exception) when (exception is ApplicationStartException or RehearsalException or HttpRequestException or IOException
            or InvalidOperationException or DbException or SocketException)
        {
            Console.Error.WriteLine($"speccursor: {exception.Message}");
            return 1;
        }
        finally
        {
            if (isKept)
            {
                AnsiConsole.WriteLine($"Kept running. Stop it with: SPECCURSOR_STATE_DIR={state.Root} ./speccursor down");
            }
            else
            {
                await StopAsync(state, "Stopping.");
            }
        }
    }

    private static async Task<bool> RehearseAsync(
        Rehearsal rehearsal, StateDirectory state, NotificationReceiver receiver, FakeAnthropic? claude, CancellationToken cancellationToken)
    {
        var configuration = Path.Combine(state.Root, "hurried");
        HurriedConfiguration.Write(Containers, configuration, withAlerts: false);
        FreePorts.ChooseAny();
        AnsiConsole.WriteLine("Starting SpecCursor, with waits of a second where rules and routes wait for minutes …");
        var settings = Settings(configuration, receiver.Settings, claude?.Settings ?? FakeAnthropic.Nobody, rehearsal.Prepare(state));
        var status = await new ApplicationLauncher(state, settings).StartDetachedAsync(fresh: true, HealthyWithin, cancellationToken);
        using var application = new RehearsedApplication(state, status, Path.Combine(Repository.Root, "samples"), receiver);
        using var watch = new RehearsalWatch(application.Prometheus, application.Alertmanager, receiver, rehearsal.Alert, Report);
        await SettleAsync(application, watch, cancellationToken);
        if (rehearsal.Alert != "Watchdog")
        {
            await CalmDownAsync(application, watch, rehearsal.Alert, cancellationToken);
        }

        watch.Begin();
        Report(TimeSpan.Zero, $"this {rehearsal.Does}");
        return await RaiseAsync(rehearsal, application, watch, cancellationToken);
    }

    /// <summary>Whatever is set outside, a rehearsal talks to nobody but this machine and the registries: not to a forge of somebody's, nor to Claude.</summary>
    private static Dictionary<string, string> Settings(string configuration, params IReadOnlyDictionary<string, string>[] others) =>
        new(others.SelectMany(settings => settings))
        {
            ["SPECCURSOR_CONTAINERS_DIR"] = configuration,
            ["SpecCursor__Forge__Kind"] = "local",
        };

    private static async Task SettleAsync(RehearsedApplication application, RehearsalWatch watch, CancellationToken cancellationToken)
    {
        using var limit = Limit(SettledWithin, cancellationToken);
        try
        {
            await watch.AllAreUpAsync(limit.Token);
            await application.LoadAlertsAsync(Containers, limit.Token);
            await watch.AlertsAreEvaluatedAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RehearsalException($"Prometheus did not reach all that it scrapes, or not evaluate its rules, within {SettledWithin.TotalSeconds:0} s.");
        }
    }

    /// <summary>What fires already is not rehearsed; but for what a start does by itself, such as keep the machine busy, it is waited for the end of it.</summary>
    private static async Task CalmDownAsync(RehearsedApplication application, RehearsalWatch watch, string alert, CancellationToken cancellationToken)
    {
        using var limit = Limit(CalmWithin, cancellationToken);
        try
        {
            await watch.IsSilentAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RehearsalException($"{alert} fires already, before anything was done: see {application.Prometheus}alerts");
        }
    }

    /// <summary>Does the harm and meanwhile looks who is told: some harm takes a while, and some lasts until it has been heard of.</summary>
    private static async Task<bool> RaiseAsync(Rehearsal rehearsal, RehearsedApplication application, RehearsalWatch watch, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var raising = rehearsal.RaiseAsync(application, enough.Token);
        try
        {
            return await ArriveAsync(watch, raising, rehearsal.Patience, cancellationToken);
        }
        finally
        {
            await enough.CancelAsync();
            await raising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> ArriveAsync(RehearsalWatch watch, Task raising, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = Limit(patience, cancellationToken);
        try
        {
            await watch.ArriveAsync(raising, limit.Token);
            AnsiConsole.WriteLine($"Arrived: {string.Join(", ", watch.Told)}");
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var told = watch.Told.Count == 0 ? "nobody was told" : $"only these were told: {string.Join(", ", watch.Told)}";
            Console.Error.WriteLine($"speccursor: after {patience.TotalMinutes:0} minutes {told}");
            return false;
        }
    }

    private static CancellationTokenSource Limit(TimeSpan limit, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(limit);
        return source;
    }

    private static void Report(TimeSpan after, string stage)
    {
        var lines = stage.Split('\n');
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{after.TotalSeconds,6:0.0} s  {lines[0]}"));
        foreach (var line in lines.Skip(1))
        {
            AnsiConsole.WriteLine($"          {line}");
        }
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
