using SpecCursor.Benchmarks.Backing;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>Starts services with the configuration that the application host gives them.</summary>
/// <param name="layout">Where they are built.</param>
/// <param name="backing">What they stand on.</param>
internal sealed class ServiceLauncher(RepositoryLayout layout, BackingServers backing)
{
    public const string Controller = "controller";
    public const string GitHubApp = "github-app";
    public const string Worker = "worker";
    public const string AiService = "ai-service";
    public const string ProofEngine = "proof-engine";

    /// <summary>The key of the API.</summary>
    public const string ApiKey = "benchmark-key-0123456789abcdef";

    /// <summary>The secret that deliveries are signed with.</summary>
    public const string WebhookSecret = "benchmark-secret-0123456789abcdef";

    private static readonly Dictionary<string, string> Projects = new(StringComparer.Ordinal)
    {
        [Controller] = "Controller",
        [GitHubApp] = "GitHubApp",
        [Worker] = "Worker",
        [AiService] = "AiService",
        [ProofEngine] = "ProofEngine",
    };

    /// <summary>Every service's name.</summary>
    public static IReadOnlyList<string> All { get; } = [Controller, GitHubApp, Worker, AiService, ProofEngine];

    /// <summary>
    /// What every process here runs with: the application host gives its services the workstation garbage collector, a bounded nursery, no
    /// profiles and threads that do not spin, since five services share one machine. Baselines get it too.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Runtime { get; } =
        new Dictionary<string, string>
        {
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_GCgen0size"] = "0x1000000",
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        };

    /// <summary>Starts a service and waits until it is ready.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="database">The connection string of its database.</param>
    /// <param name="extra">Settings of this measurement.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<ServiceProcess> StartAsync(
        string service, string database, IReadOnlyDictionary<string, string>? extra, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>(Runtime)
        {
            ["OTEL_SERVICE_NAME"] = service,
            ["ConnectionStrings__speccursor"] = database,
            ["ConnectionStrings__redis"] = backing.Redis,
            ["SpecCursor__StateDirectory"] = backing.StateDirectory,
            ["SpecCursor__Forge__Kind"] = "local",
            ["SpecCursor__ApiKey"] = ApiKey,
            ["SpecCursor__WebhookSecret"] = WebhookSecret,
            // One caller sends everything here, as none does in earnest.
            ["SpecCursor__Controller__RateLimit__PermitsPerSecond"] = "1000000",
            ["SpecCursor__Controller__RateLimit__Burst"] = "1000000",
        };
        foreach (var (key, value) in extra ?? new Dictionary<string, string>())
        {
            settings[key] = value;
        }

        return ServiceProcess.StartAsync(service, layout.Service(Projects[service]), [], settings, cancellationToken);
    }
}
