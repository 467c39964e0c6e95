using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Infrastructure;
using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.State;
using SpecCursor.AppHost.Status;
using SpecCursor.Backing.Postgres;

namespace SpecCursor.AppHost.Startup;

/// <summary>Aspire's builder, with what every part of SpecCursor's composition draws on.</summary>
internal sealed class SpecCursorBuilder
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OrchestratorPatience = TimeSpan.FromSeconds(10);

    private SpecCursorBuilder()
    {
    }

    /// <summary>Aspire's own builder.</summary>
    public required IDistributedApplicationBuilder Application { get; init; }

    /// <summary>What a person set.</summary>
    public required HostSettings Settings { get; init; }

    /// <summary>Where everything is kept.</summary>
    public required StateDirectory State { get; init; }

    /// <summary>The credentials of this state directory.</summary>
    public required SecretStore Secrets { get; init; }

    /// <summary>What the backing services run as.</summary>
    public required InfrastructureMode Mode { get; init; }

    /// <summary>Where services listen beside the loopback interface, so that containers reach them; null where that is not needed.</summary>
    public required IPAddress? Bridge { get; init; }

    /// <summary>The ports of this run.</summary>
    public required HostPorts Ports { get; init; }

    /// <summary>The ports of the monitoring programs.</summary>
    public required MonitoringPorts Monitoring { get; init; }

    /// <summary>What Prometheus scrapes.</summary>
    public ScrapeTargets Targets { get; } = new();

    /// <summary>What the application is published as; null where it runs.</summary>
    public string? Publisher { get; init; }

    /// <summary>A port of this machine for a container.</summary>
    /// <param name="name">What it is for.</param>
    public int PortOf(string name) => Ports.Of(name, KeptPorts(Settings, Mode, State));

    /// <summary>Whether the application is published rather than run: nothing of this machine may be in it then.</summary>
    public bool IsPublished => Publisher is not null;

    /// <summary>Whether Postgres is one of its own, rather than one that is there where it is deployed.</summary>
    public bool HasPostgres => !IsPublished || Settings.Publish.Postgres == PublishedPart.Included;

    /// <summary>Whether it has observability of its own, rather than what is there where it is deployed.</summary>
    public bool HasObservability => !IsPublished || Settings.Publish.Observability == PublishedPart.Included;

    /// <summary>The console's address as its users know it, which whoever deploys the application says; null where it runs here.</summary>
    public IResourceBuilder<ParameterResource>? ConsoleUrl { get; private set; }

    /// <summary>How npm is configured on this machine.</summary>
    public required MachineNpm Npm { get; init; }

    /// <summary>Whether the Aspire dashboard runs; tests do without it.</summary>
    public required bool HasDashboard { get; init; }

    /// <summary>The console's and the API's address.</summary>
    public string ConsoleAddress => Address(Ports.Controller);

    /// <summary>The GitHub app's address.</summary>
    public string GitHubAppAddress => Address(Ports.GitHubApp);

    /// <summary>The dashboard's address, without anything secret in it; null where there is none.</summary>
    public string? DashboardAddress => HasDashboard ? Address(Ports.Dashboard) : null;

    /// <summary>Prints the mode, takes the state directory, and makes the builder.</summary>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="StartupException">A setting is wrong, a port is in use, or another application has the state directory.</exception>
    public static async Task<SpecCursorBuilder> CreateAsync(string[] arguments)
    {
        arguments = HostArguments.Normalize(arguments);
        var configuration = HostArguments.Configuration(arguments);
        var settings = HostSettings.Read(configuration);
        if (HostArguments.Publisher(configuration) is { } publisher)
        {
            return ComposeForPublishing(arguments, configuration, settings, publisher);
        }

        var npm = MachineNpm.AskAsync(configuration, Environment.GetEnvironmentVariable("HOME") ?? "/", CancellationToken.None);
        var mode = await ChooseModeAsync(settings, configuration);
        await Console.Out.WriteLineAsync($"Infrastructure: {mode.Name} ({mode.Reason})");

        var state = StateDirectory.Open(settings.StateDirectory);
        var stateLock = StateLock.Acquire(state);
        try
        {
            File.Delete(state.StatusFile);
            await Leftovers.EndAsync(state, stateLock.PreviousOwner);
            if (settings.Fresh)
            {
                await EngineResources.RemoveAsync(state, mode.Engine);
                await PostgresCluster.EndLeftoversAsync(Path.Combine(state.Data, "postgres"), NullLogger.Instance, CancellationToken.None);
                state.Clear();
            }

            var bridge = mode is { IsContainers: true, Engine: { } engine } ? await EngineBridge.FindAsync(engine, CancellationToken.None) : null;
            return Compose(arguments, configuration, settings, mode, bridge, state, stateLock, await npm);
        }
        catch
        {
            stateLock.Dispose();
            throw;
        }
    }

    /// <summary>Makes the application and runs it until somebody ends it, leaving no process behind.</summary>
    public async Task RunAsync()
    {
        var application = Application.Build();
        if (IsPublished)
        {
            await PublishAsync(application);
            return;
        }

        OrchestratorProcesses? orchestrator = null;
        var others = OrchestratorProcesses.SessionsOf(Environment.ProcessId);
        using var stopping = application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
            .Register(() => orchestrator = OrchestratorProcesses.Find(Environment.ProcessId, others));
        try
        {
            await application.RunAsync();
        }
        finally
        {
            // Aspire leaves a start that was interrupted to the orchestrator, which takes its time to notice, and does not wait for
            // the orchestrator's own end. Where there is no orchestrator yet, it would wait for one.
            orchestrator ??= OrchestratorProcesses.Find(Environment.ProcessId, others);
            using var limit = new CancellationTokenSource(orchestrator is null ? TimeSpan.FromSeconds(1) : StopPatience);
            await application.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await (orchestrator?.WaitForEndAsync(OrchestratorPatience) ?? Task.CompletedTask);
            if (Settings.Ephemeral)
            {
                await EngineResources.RemoveAsync(State, Mode.Engine);
            }
        }
    }

    // Published is what would run anywhere: neither this machine's engine nor its state directory has a part in it.
    private static SpecCursorBuilder ComposeForPublishing(string[] arguments, IConfiguration configuration, HostSettings settings, string publisher)
    {
        settings.Publish.Check(settings.OtlpEndpoint);
        RequireOutput(configuration["output-path"]);
        var state = StateDirectory.Open(Directory.CreateTempSubdirectory("speccursor-publish-").FullName);
        var mode = new InfrastructureMode(IsContainers: true, "published");
        var builder = Compose(arguments, configuration, settings with { MaximumWorkers = 1 }, mode, bridge: null, state, stateLock: null, MachineNpm.Unconfigured, publisher);
        builder.ConsoleUrl = builder.Application.AddParameter("console-url", "http://localhost:3001", publishValueAsDefault: true);
        builder.AddPublishing();
        return builder;
    }

    private static string? KeptPorts(HostSettings settings, InfrastructureMode mode, StateDirectory state) =>
        mode.IsContainers && settings.ContainerLifetime == ContainerLifetime.Persistent ? Path.Combine(state.Data, "ports.json") : null;

    private static void RequireOutput(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new StartupException("Say where to publish to: --output-path DIRECTORY.");
        }

        try
        {
            Directory.CreateDirectory(path.EndsWith(".json", StringComparison.Ordinal) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new StartupException($"{path} cannot be published to: {exception.Message}");
        }
    }

    private static string Address(int port) => $"http://localhost:{port}";

    private async Task PublishAsync(DistributedApplication application)
    {
        try
        {
            await using (application)
            {
                await application.RunAsync();

                // Aspire logs what a step failed of, and ends as if nothing had been.
                var failure = application.Services.GetServices<IHostedService>().OfType<BackgroundService>()
                    .Select(service => service.ExecuteTask?.Exception?.GetBaseException())
                    .FirstOrDefault(exception => exception is not null);
                if (failure is not null)
                {
                    throw new StartupException($"Nothing was published: {failure.Message}");
                }
            }
        }
        finally
        {
            Directory.Delete(State.Root, recursive: true);
        }
    }

    private static async Task<InfrastructureMode> ChooseModeAsync(HostSettings settings, IConfiguration configuration)
    {
        var engine = settings.Infrastructure == InfrastructurePreference.Native
            ? ContainerEngine.NotAsked
            : await ContainerEngineProbe.AskAsync(
                ContainerEngineProbe.FindOrchestrator(configuration, typeof(SpecCursorBuilder).Assembly), CancellationToken.None);
        return InfrastructureMode.Choose(settings.Infrastructure, engine);
    }

    private static SpecCursorBuilder Compose(
        string[] arguments, IConfiguration configuration, HostSettings settings, InfrastructureMode mode, IPAddress? bridge, StateDirectory state, StateLock? stateLock, MachineNpm npm, string? publisher = null)
    {
        var ports = publisher is null ? HostPorts.Choose(settings) : HostPorts.Published;
        var secrets = new SecretStore(state.Secrets);
        var dashboardToken = secrets.Get(SecretStore.DashboardToken).Value;
        var otlp = bridge is null ? null : new Uri($"http://{bridge}:{ports.Of("dashboard-otlp", KeptPorts(settings, mode, state))}");
        var dashboard = new DashboardAccess(ports.Dashboard, dashboardToken, secrets.Get(SecretStore.OtlpKey).Value, otlp);
        var options = new DistributedApplicationOptions
        {
            Args = HostArguments.ForAspire(arguments, configuration, dashboard),
            AssemblyName = typeof(SpecCursorBuilder).Assembly.GetName().Name,

            // Nothing here speaks TLS on loopback, and the dashboard would complain on every page.
            TrustDeveloperCertificate = false,
        };
        var application = DistributedApplication.CreateBuilder(options);
        var builder = new SpecCursorBuilder
        {
            Application = application,
            Settings = settings,
            State = state,
            Secrets = secrets,
            Mode = mode,
            Bridge = bridge,
            Ports = ports,
            Npm = npm,
            Publisher = publisher,
            Monitoring = publisher is null ? MonitoringPorts.Choose(ports, mode.IsContainers, KeptPorts(settings, mode, state)) : MonitoringPorts.Published,
            HasDashboard = !options.DisableDashboard,
        };
        application.Services.AddSingleton(builder.Targets);
        application.Services.AddReadinessClient();
        if (stateLock is not null)
        {
            application.Services.AddSingleton(_ => stateLock);
            application.Services.AddStatus(builder, dashboardToken);
        }

        return builder;
    }
}
