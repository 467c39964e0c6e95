using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Ahead;
using SpecCursor.Messaging.Progress;
using SpecCursor.ServiceDefaults;
using SpecCursor.Testing;
using SpecCursor.Testing.Packages;
using SpecCursor.Worker.Extensions;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.DotNet;
using SpecCursor.Worker.Tests.Python;
using SpecCursor.Worker.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>The worker as it is wired in production, but for the queue: commands are handed to it directly.</summary>
public sealed class WorkerHost : IDisposable
{
    private readonly IHost _host;
    private readonly RecordedLogs _logs = new();
    private readonly Lazy<DockerRegistry> _images;

    public WorkerHost()
        : this([])
    {
    }

    private WorkerHost(Dictionary<string, string?> settings)
    {
        StateDirectory = TestDirectory.Create("worker");
        _images = new Lazy<DockerRegistry>(() => DockerRegistry.Start(Path.Combine(StateDirectory, "images")));
        LocalFeed.Create(NuGetFeed);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SpecCursor:StateDirectory"] = StateDirectory,
            ["SpecCursor:Forge:Kind"] = "local",
            ["SpecCursor:Worker:Rust:Registry"] = Path.Combine(StateDirectory, "crates"),
            ["SpecCursor:Worker:Python:WheelFolder"] = PythonWheels.CreateIn(StateDirectory),
            ["SpecCursor:Worker:DotNet:Source"] = NuGetFeed,
            ["SpecCursor:Worker:Go:Proxy"] = new Uri(Path.Combine(StateDirectory, "goproxy")).AbsoluteUri,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults();
        builder.AddWorker();
        builder.Services.AddSingleton<IStepProgress>(Progress);
        builder.Services.AddSingleton<IProofAhead>(Ahead);
        builder.Logging.ClearProviders().AddProvider(_logs);
        _host = builder.Build();
        Metrics = new MetricRecorder(_host.Services);
        Service<WorkerDirectories>().Create();
        Service<GitCommands>().Prepare();
    }

    /// <summary>A worker of its own, configured otherwise.</summary>
    public static WorkerHost With(params (string Key, string? Value)[] settings) => new(settings.ToDictionary(setting => setting.Key, setting => setting.Value));

    public string StateDirectory { get; }

    /// <summary>A registry of images, started when it is first asked for.</summary>
    public DockerRegistry Images => _images.Value;

    /// <summary>The folder that packages of .NET come from.</summary>
    public string NuGetFeed => Path.Combine(StateDirectory, "nuget");

    public IEnumerable<string> Logs => _logs.Lines;

    public RecordedProgress Progress { get; } = new();

    public RecordedProofAhead Ahead { get; } = new();

    public MetricRecorder Metrics { get; }

    internal ISandbox Sandbox => Service<ISandbox>();

    /// <summary>Where a repository of the local forge is.</summary>
    public string RepositoryPath(string name) => Path.Combine(StateDirectory, "forge", name + ".git");

    /// <summary>A folder that commands of the sandbox may write to.</summary>
    public string MakeWorkspace()
    {
        var directory = Directory.CreateDirectory(Path.Combine(StateDirectory, "work", Guid.NewGuid().ToString("N"))).FullName;
        if (Service<WorkspaceOwnership>().Owner is { } owner)
        {
            FileIdentity.GiveTo(directory, owner.UserId, owner.GroupId);
        }

        return directory;
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<UpgradeRan> RunAsync(RunUpgrade command, CancellationToken cancellationToken = default) =>
        Service<IUpgradeRunner>().RunAsync(command, cancellationToken);

    public Task<UpgradeRan> RunAsync(string repository, string package, string target, string? current = null) =>
        RunAsync(Command(repository, package, target, current));

    public static RunUpgrade Command(string repository, string package, string target, string? current = null) => new()
    {
        Context = new UpgradeContext
        {
            UpgradeId = Guid.NewGuid(),
            Repository = repository,
            Ecosystem = Contracts.Upgrades.Ecosystems.Node,
            PackageName = package,
            TargetVersion = target,
            CurrentVersion = current,
        },
        Fence = 1,
        Attempt = 1,
    };

    public void Dispose()
    {
        Metrics.Dispose();
        _host.Dispose();
        if (_images.IsValueCreated)
        {
            Images.Dispose();
        }

        TestDirectory.Delete(StateDirectory);
    }
}
