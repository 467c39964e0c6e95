using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.AppHost.Observability;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Testing;

/// <summary>
/// The real AppHost with everything it starts, on free ports and a state directory of its own, for tests and benchmarks. Disposal ends
/// all of it and throws if a process is left.
/// </summary>
public sealed class SpecCursorApp : IAsyncDisposable
{
    private const string HealthCategory = "Microsoft.Extensions.Diagnostics.HealthChecks";

    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(3);

    private readonly SpecCursorAppOptions options;
    private readonly bool ownsState;
    private DistributedApplication? application;

    private SpecCursorApp(SpecCursorAppOptions options)
    {
        this.options = options;
        ownsState = options.StateDirectory is null;
        StateDirectory = options.StateDirectory ?? TestDirectory.Create("app");
    }

    /// <summary>Aspire's application, for what is not offered here.</summary>
    public DistributedApplication Application => application ?? throw new InvalidOperationException("The application has not been built.");

    /// <summary>The state directory.</summary>
    public string StateDirectory { get; }

    /// <summary>The local forge's root: <c>owner/name.git</c> below it.</summary>
    public string Forge => Path.Combine(StateDirectory, "forge");

    /// <summary>The status file that the AppHost keeps.</summary>
    public string StatusFile => Path.Combine(StateDirectory, "run", "status.json");

    /// <summary>The API's key.</summary>
    public string ApiKey { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>The secret that deliveries are signed with.</summary>
    public string WebhookSecret { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>How long it took from the start of the AppHost until everything was healthy.</summary>
    public TimeSpan TimeToHealthy { get; private set; }

    /// <summary>Every resource that has a life: services, servers and databases, and not what is missing on this machine.</summary>
    public IReadOnlyList<string> Resources =>
    [
        .. Application.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Where(resource => resource is not (ParameterResource or MissingProgramResource) && !IsHidden(resource))
            .Select(resource => resource.Name),
    ];

    /// <summary>Starts the application and waits until everything is healthy.</summary>
    /// <param name="options">How it is to be; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">A resource did not become healthy; the message holds the end of its log.</exception>
    public static async Task<SpecCursorApp> StartAsync(SpecCursorAppOptions? options = null, CancellationToken cancellationToken = default)
    {
        var app = new SpecCursorApp(options ?? new SpecCursorAppOptions());
        try
        {
            await app.StartAllAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service's address.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="endpoint">The endpoint's name.</param>
    public Uri AddressOf(string service, string endpoint = "http") => Application.GetEndpoint(service, endpoint);

    /// <summary>A client of the API that sends its key.</summary>
    public HttpClient CreateApiClient()
    {
        var client = new HttpClient { BaseAddress = AddressOf("controller") };
        client.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        return client;
    }

    /// <summary>A client of a service that sends nothing of its own.</summary>
    /// <param name="service">The service's name.</param>
    public HttpClient CreateClient(string service) => new() { BaseAddress = AddressOf(service) };

    /// <summary>How services reach a backing resource.</summary>
    /// <param name="resource"><c>speccursor</c> for the database, <c>redis</c> for the cache.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken = default) =>
        await Application.GetConnectionStringAsync(resource, cancellationToken)
        ?? throw new InvalidOperationException($"{resource} has no connection string.");

    /// <summary>A resource's process. Of a backing server it is the shell that supervises it.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It has none now.</exception>
    public async Task<int> ProcessIdAsync(string resource, CancellationToken cancellationToken = default)
    {
        var current = await CurrentAsync(resource, cancellationToken);
        var id = current.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value;
        return id is null
            ? throw new InvalidOperationException($"{resource} has no process.")
            : Convert.ToInt32(id, CultureInfo.InvariantCulture);
    }

    /// <summary>Kills a resource's process without warning, as a crash would, and waits until the AppHost has noticed.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task KillAsync(string resource, CancellationToken cancellationToken = default)
    {
        using var limit = Limit(CommandLimit, cancellationToken);
        using (var process = Process.GetProcessById(await ProcessIdAsync(resource, limit.Token)))
        {
            process.Kill();
            await process.WaitForExitAsync(limit.Token);
        }

        await Application.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates, limit.Token);
    }

    /// <summary>Ends a resource in order.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StopAsync(string resource, CancellationToken cancellationToken = default)
    {
        using var limit = Limit(CommandLimit, cancellationToken);
        await CommandAsync(resource, KnownResourceCommands.StopCommand, limit.Token);
        await Application.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates, limit.Token);
    }

    /// <summary>Starts a resource that was stopped or killed and waits until it is healthy.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StartAsync(string resource, CancellationToken cancellationToken = default)
    {
        using var limit = Limit(options.HealthyWithin, cancellationToken);
        await CommandAsync(resource, KnownResourceCommands.StartCommand, limit.Token);
        await Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, limit.Token);
    }

    /// <summary>Has a resource carry out one of its commands.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It refused, or failed; the message says why.</exception>
    public async Task ExecuteAsync(string resource, string command, CancellationToken cancellationToken = default)
    {
        using var limit = Limit(CommandLimit, cancellationToken);
        await CommandAsync(resource, command, limit.Token);
    }

    /// <summary>Waits until a resource that was started by others is healthy.</summary>
    /// <param name="resource">The resource's name.</param>
    public async Task WaitForHealthyAsync(string resource)
    {
        using var limit = new CancellationTokenSource(options.HealthyWithin);
        await Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, limit.Token);
    }

    /// <summary>What a resource has printed, oldest line first.</summary>
    /// <param name="resource">The resource's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> LogOfAsync(string resource, CancellationToken cancellationToken = default)
    {
        List<string> lines = [];
        var current = await CurrentAsync(resource, cancellationToken);
        var logs = Application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(current.ResourceId);
        await foreach (var batch in logs.WithCancellation(cancellationToken))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return lines;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync();
            await ProcessesOfState.RequireEndAsync(StateDirectory);
        }

        if (ownsState)
        {
            TestDirectory.Delete(StateDirectory);
        }
    }

    // The dashboard, and what Aspire adds to every project for its own ends.
    private static bool IsHidden(IResource resource) =>
        resource.HasAnnotationOfType<HiddenAnnotation>() || resource.Name == "aspire-dashboard";

    private bool StandsBy(string name) =>
        Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.First(resource => resource.Name == name).HasAnnotationOfType<ExplicitStartupAnnotation>();

    private static CancellationTokenSource Limit(TimeSpan limit, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(limit);
        return source;
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SpecCursor_AppHost>(
            Arguments(), Configure, cancellationToken);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter(HealthCategory, LogLevel.None));
        foreach (var ((service, variable), value) in options.Environment)
        {
            builder.CreateResourceBuilder<ProjectResource>(service).WithEnvironment(variable, value);
        }

        application = await builder.BuildAsync(cancellationToken);
        await application.StartAsync(cancellationToken);
        using var limit = Limit(options.HealthyWithin, cancellationToken);
        foreach (var resource in Resources.Where(name => !StandsBy(name)))
        {
            await RequireHealthyAsync(resource, limit.Token);
        }

        TimeToHealthy = Stopwatch.GetElapsedTime(start);
    }

    // A resource's log is read where it matters, not mixed into the test's output.
    private void Configure(DistributedApplicationOptions host, HostApplicationBuilderSettings settings)
    {
        host.DisableDashboard = !options.Dashboard;
        host.EnableResourceLogging = false;
    }

    private async Task RequireHealthyAsync(string resource, CancellationToken cancellationToken)
    {
        try
        {
            await Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.StopOnResourceUnavailable, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or DistributedApplicationException)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            var log = await LogOfAsync(resource, limit.Token);
            var status = File.Exists(StatusFile) ? await File.ReadAllTextAsync(StatusFile, limit.Token) : "";
            throw new InvalidOperationException(
                $"{resource} did not become healthy. Its log ends:\n{string.Join('\n', log.TakeLast(40))}\nThe status:\n{status}", exception);
        }
    }

    private string[] Arguments() =>
    [
        $"--SpecCursor:StateDirectory={StateDirectory}",
        $"--SpecCursor:ToolsDirectory={TestDirectory.Tools}",
        $"--SpecCursor:Infrastructure={options.Infrastructure}",
        $"--SpecCursor:Fresh={options.Fresh}",
        "--SpecCursor:Controller:Port=0",
        "--SpecCursor:GitHubApp:Port=0",
        "--SpecCursor:Dashboard:Port=0",
        $"--SpecCursor:ApiKey={ApiKey}",
        $"--SpecCursor:WebhookSecret={WebhookSecret}",
        "--ANTHROPIC_API_KEY=",
        .. options.OtlpEndpoint is { } endpoint
            ? [$"--SpecCursor:Otlp:Endpoint={endpoint}", $"--SpecCursor:Otlp:Protocol={options.OtlpProtocol}"]
            : Array.Empty<string>(),
        .. options.Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
    ];

    private async Task CommandAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var current = await CurrentAsync(resource, cancellationToken);
        var result = await Application.ResourceCommands.ExecuteCommandAsync(current.ResourceId, command, cancellationToken);
        if (!result.Success)
        {
            throw new InvalidOperationException($"{resource} refused to {command}: {result.Message}");
        }
    }

    private async Task<ResourceEvent> CurrentAsync(string resource, CancellationToken cancellationToken)
    {
        using var limit = Limit(CommandLimit, cancellationToken);
        return Resources.Contains(resource)
            ? await Application.ResourceNotifications.WaitForResourceAsync(resource, _ => true, limit.Token)
            : throw new InvalidOperationException($"There is no resource {resource}; there are {string.Join(", ", Resources)}.");
    }
}
