using SpecCursor.Backing.Processes;
using SpecCursor.Deployment.Tests.Kubernetes;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Publishing;

/// <summary>What the application host publishes, each kind once, into a directory below the repository as people do.</summary>
public sealed class Published : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly string[] Kinds = ["manifest", "compose", "kubernetes"];

    /// <summary>Where it is: a directory a kind.</summary>
    public string Root { get; } = Path.Combine(Repository.PathOf("artifacts"), $"published-{Guid.NewGuid():N}");

    /// <summary>What is published for Kubernetes, as kubectl builds it.</summary>
    internal PublishedCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var kind in Kinds)
        {
            var result = await RunAsync(kind, Path.Combine(Root, kind), Settings);
            Assert.True(result.Succeeded, result.Explanation);
        }

        Cluster = await PublishedCluster.BuildAsync(Path.Combine(Root, "kubernetes"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A text that the application host published.</summary>
    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The settings of a person who publishes: what is secret of them must not be published.</summary>
    internal static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["SPECCURSOR_API_KEY"] = "the-key-of-this-machine",
        ["SPECCURSOR_WEBHOOK_SECRET"] = "the-secret-of-this-machine",
        ["ANTHROPIC_API_KEY"] = "sk-ant-of-this-machine",
        ["SPECCURSOR_SLACK_URL"] = "https://hooks.slack.example/of-this-machine",
        ["SPECCURSOR_PAGERDUTY_KEY"] = "of-this-machine-feedface",
        ["SPECCURSOR_SMTP_PASSWORD"] = "of-this-machine-mail",
        ["SPECCURSOR_IMAGE_PREFIX"] = "registry.example:5000/speccursor",
    };

    /// <summary>Has the application host publish.</summary>
    internal static Task<CommandResult> RunAsync(string kind, string directory, IReadOnlyDictionary<string, string> settings)
    {
        var host = Repository.PathOf($"SpecCursor.AppHost/bin/{Configuration}/net10.0/SpecCursor.AppHost.dll");
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return CommandRunner.RunAsync(
            new Command("dotnet", [host, "--operation", "publish", "--step", $"publish-{kind}", "--output-path", directory]) { Environment = environment }, Limit, CancellationToken.None);
    }

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
}

/// <summary>Shares it.</summary>
[CollectionDefinition(Name)]
public sealed class PublishedCollection : ICollectionFixture<Published>
{
    public const string Name = "published";
}
