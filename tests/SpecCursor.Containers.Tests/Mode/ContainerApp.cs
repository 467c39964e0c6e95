using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.State;
using SpecCursor.AppHost.Testing;
using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Demo;
using SpecCursor.Containers.Tests.Engine;
using SpecCursor.Testing;

namespace SpecCursor.Containers.Tests.Mode;

/// <summary>The whole application in container mode, on a real engine. Its end leaves nothing behind, or throws.</summary>
public sealed class ContainerApp : IAsyncLifetime
{
    public const string Collection = "container mode";

    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(5);

    private readonly string state = TestDirectory.Create("containers-state");
    private readonly string files = TestDirectory.Create("containers-files");

    private IReadOnlyDictionary<string, string> images = new Dictionary<string, string>();
    private ContainerLifetime lifetime = ContainerLifetime.Session;

    private SpecCursorApp? app;

    internal SpecCursorApp App => app ?? throw new InvalidOperationException("The application does not run.");

    /// <summary>A copy of the directory <c>containers</c>, which tests may change.</summary>
    internal string Files => files;

    public async Task InitializeAsync()
    {
        images = await TestImages.BuildAsync();
        CopyFiles();
        await StartAsync();
    }

    /// <summary>What the application has in the engine, as <c>kind name</c>.</summary>
    internal Task<IReadOnlySet<string>> OwnedAsync() => Docker.OwnedAsync(File.ReadAllText(Path.Combine(state, "data", "volumes")).Trim());

    /// <summary>Ends the application and starts it again on the same state directory.</summary>
    /// <param name="next">How long its containers live from now on.</param>
    internal async Task RestartAsync(ContainerLifetime next)
    {
        await EndAsync();
        lifetime = next;
        await StartAsync();
    }

    /// <summary>Runs the demo's upgrades of these samples, over repositories of their own.</summary>
    internal async Task<IReadOnlyList<DemoResult>> UpgradeAsync(params string[] samples)
    {
        using var gitHubApp = App.CreateClient("github-app");
        using var api = App.CreateApiClient();
        var folder = Repository.PathOf("samples");
        var demo = new DemoRun(
            new SampleForge(folder, App.Forge), new WebhookSender(gitHubApp, App.WebhookSecret, TimeProvider.System), new UpgradeClient(api), (_, _) => { });
        var owner = $"containers-{Guid.NewGuid():N}";
        return await demo.RunAsync(
            [.. Scenario.Load(folder).Where(scenario => samples.Contains(scenario.Sample)).Select(scenario => scenario with { Owner = owner })], CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        var owned = await OwnedAsync();
        await EndAsync();
        await EngineResources.RemoveAsync(StateDirectory.Open(state), "docker");
        await RequireRemovedAsync(owned);
        TestDirectory.Delete(state);
        TestDirectory.Delete(files);
    }

    private async Task StartAsync() => app = await SpecCursorApp.StartAsync(new SpecCursorAppOptions
    {
        StateDirectory = state,
        Infrastructure = "containers",
        Settings = new Dictionary<string, string>(images)
        {
            ["SpecCursor:ContainersDirectory"] = files,
            ["SpecCursor:Containers:Lifetime"] = lifetime.ToString(),
        },
    });

    private async Task EndAsync()
    {
        if (app is null)
        {
            return;
        }

        // Other tests use the same engine: what is this application's own is known while it runs.
        var own = await OwnedAsync();
        await app.DisposeAsync();
        app = null;
        if (lifetime == ContainerLifetime.Session)
        {
            await RequireRemovedAsync([.. own.Where(thing => !thing.StartsWith("volume speccursor-", StringComparison.Ordinal))]);
        }
    }

    // The orchestrator goes on removing after the application has ended, the network last; on a busy machine it takes its time.
    private static async Task RequireRemovedAsync(IReadOnlyCollection<string> things)
    {
        var start = Stopwatch.GetTimestamp();
        while ((await Docker.AllAsync()).Intersect(things).ToList() is { Count: > 0 } left)
        {
            if (Stopwatch.GetElapsedTime(start) > RemovalLimit)
            {
                throw new InvalidOperationException($"The application ended and left in the engine: {string.Join(", ", left)}.");
            }

            await Task.Delay(100);
        }
    }

    private void CopyFiles()
    {
        var source = Repository.PathOf("containers");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(files, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

/// <summary>Shares it.</summary>
[CollectionDefinition(ContainerApp.Collection)]
public sealed class ContainerAppCollection : ICollectionFixture<ContainerApp>;
