using System.Diagnostics;
using System.Text.Json;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Contracts.Operations;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>The whole application, started as <c>./speccursor up</c> starts it, on free ports and a state directory of its own.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly SupervisedProcess process;

    private AppHostProcess(SupervisedProcess process, ApplicationStatus status, TimeSpan startTime)
    {
        this.process = process;
        Status = status;
        StartTime = startTime;
    }

    /// <summary>What runs and where.</summary>
    public ApplicationStatus Status { get; }

    /// <summary>From the start of the process until every resource was healthy.</summary>
    public TimeSpan StartTime { get; }

    /// <summary>Starts it and waits until every resource is healthy.</summary>
    public static async Task<AppHostProcess> StartAsync(RepositoryLayout layout, string stateDirectory, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>
        {
            ["SPECCURSOR_STATE_DIR"] = stateDirectory,
            ["SPECCURSOR_TOOLS_DIR"] = TestDirectory.Tools,
            ["SPECCURSOR_INFRASTRUCTURE"] = "native",
            ["SPECCURSOR_CONTROLLER_PORT"] = "0",
            ["SPECCURSOR_GITHUBAPP_PORT"] = "0",
            ["SPECCURSOR_DASHBOARD_PORT"] = "0",
            ["SPECCURSOR_API_KEY"] = ServiceLauncher.ApiKey,
            ["SPECCURSOR_WEBHOOK_SECRET"] = ServiceLauncher.WebhookSecret,
        };
        var clock = Stopwatch.StartNew();
        var process = SupervisedProcess.Start("AppHost", ["dotnet", layout.AppHost], environment, StopLimit);
        try
        {
            var status = await WaitUntilHealthyAsync(process, stateDirectory, clock, cancellationToken);
            return new AppHostProcess(process, status, clock.Elapsed);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        foreach (var resource in Status.Resources)
        {
            if (resource.ProcessId is { } id && ProcessFacts.TryRead(id) is { } left && left.ResidentMegabytes > 0)
            {
                Bench.Say($"The AppHost left {resource.Name} ({left.Name}, process {id}) behind: asked to end");
                Signals.SendTerminate(id);
            }
        }
    }

    private static async Task<ApplicationStatus> WaitUntilHealthyAsync(
        SupervisedProcess process, string stateDirectory, Stopwatch clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = TryRead(Path.Combine(stateDirectory, "run", "status.json"));
            if (status?.State == ApplicationState.Running)
            {
                return status;
            }

            if (process.HasExited || status?.State == ApplicationState.Failed)
            {
                throw process.Failure($"could not start{Unhealthy(status)}");
            }

            if (clock.Elapsed > StartLimit)
            {
                throw process.Failure($"was not healthy within {StartLimit.TotalMinutes:0} minutes{Unhealthy(status)}");
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private static ApplicationStatus? TryRead(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ApplicationStatus>(File.ReadAllBytes(file), Json);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private static string Unhealthy(ApplicationStatus? status) => string.Concat(
        (status?.Resources ?? []).Where(resource => resource.Health != "healthy")
            .Select(resource => $"; {resource.Name} is {resource.State} ({resource.Detail ?? resource.Health})"));
}
