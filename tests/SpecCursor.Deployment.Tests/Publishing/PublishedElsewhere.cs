using SpecCursor.Deployment.Tests.Kubernetes;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Publishing;

/// <summary>What is published where Postgres is a managed one, and where observability is that of the cluster and messages go by a broker, too.</summary>
public sealed class PublishedElsewhere : IAsyncLifetime
{
    /// <summary>Where the cluster has its collector.</summary>
    public const string Collector = "http://otel-collector.observability.svc.cluster.local:4318";

    /// <summary>Where the cluster has its Alertmanager.</summary>
    public const string Alertmanager = "http://alertmanager.observability.svc.cluster.local:9093";

    private static readonly string[] Kinds = ["manifest", "compose", "kubernetes"];

    /// <summary>The settings of whoever has a managed Postgres.</summary>
    internal static IReadOnlyDictionary<string, string> Postgres { get; } = new Dictionary<string, string>(Published.Settings) { ["SPECCURSOR_PUBLISH_POSTGRES"] = "external" };

    /// <summary>The settings of whoever has only the services to deploy.</summary>
    internal static IReadOnlyDictionary<string, string> Both { get; } = new Dictionary<string, string>(Postgres)
    {
        ["SPECCURSOR_PUBLISH_OBSERVABILITY"] = "external",
        ["SPECCURSOR_PUBLISH_RABBITMQ"] = "external",
        ["SPECCURSOR_OTLP_ENDPOINT"] = Collector,
        ["SPECCURSOR_ALERTMANAGER_URL"] = Alertmanager,
    };

    /// <summary>Where it is: a directory a choice, and in it one a kind.</summary>
    public string Root { get; } = Path.Combine(Repository.PathOf("artifacts"), $"published-elsewhere-{Guid.NewGuid():N}");

    /// <summary>What is published for Kubernetes without Postgres and observability.</summary>
    internal PublishedCluster Services { get; private set; } = null!;

    /// <summary>What is published for Kubernetes without Postgres.</summary>
    internal PublishedCluster WithoutPostgres { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var (choice, settings) in new[] { ("both", Both), ("postgres", Postgres) })
        {
            foreach (var kind in Kinds)
            {
                var result = await Published.RunAsync(kind, Path.Combine(Root, choice, kind), settings);
                Assert.True(result.Succeeded, result.Explanation);
            }
        }

        Services = await PublishedCluster.BuildAsync(Path.Combine(Root, "both", "kubernetes"));
        WithoutPostgres = await PublishedCluster.BuildAsync(Path.Combine(Root, "postgres", "kubernetes"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A text that the application host published.</summary>
    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));
}
