using Microsoft.Extensions.Options;
using SpecCursor.Messaging;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Health;
using SpecCursor.ServiceDefaults.Redis;
using SpecCursor.Versioning;
using SpecCursor.Worker.Changelogs;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Health;
using SpecCursor.Worker.LiveOutput;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Bubblewrap;
using SpecCursor.Worker.Sandbox.Containers;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Limits;
using SpecCursor.Worker.Sandbox.Unsandboxed;
using SpecCursor.Worker.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Extensions;

/// <summary>The worker's wiring.</summary>
internal static class ApplicationServicesExtensions
{
    /// <summary>Adds everything that the worker is made of.</summary>
    public static IHostApplicationBuilder AddApplicationServices(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddSpecCursorMessaging(
            ServiceQueue.Worker,
            messaging => messaging.Parallelism = Math.Clamp(builder.Configuration.GetValue("SpecCursor:Worker:Parallelism", new WorkerOptions().Parallelism), 1, 64));
        builder.AddWorker();
        builder.Services.AddHostedService<WorkerStartup>();
        builder.Services.AddHealthChecks().AddCheck<ToolsHealthCheck>("tools", tags: [HealthTags.Ready], timeout: TimeSpan.FromSeconds(15));
        return builder;
    }

    /// <summary>Adds the middleware and the endpoints: health and metrics, and nothing else.</summary>
    public static WebApplication UseApplication(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        return app;
    }

    /// <summary>Adds what runs upgrades, without the queue that they come from.</summary>
    public static IHostApplicationBuilder AddWorker(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WorkerOptions>().Bind(builder.Configuration.GetSection("SpecCursor:Worker"))
            .Configure(options => options.StateDirectory = builder.Configuration["SpecCursor:StateDirectory"])
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ForgeOptions>().Bind(builder.Configuration.GetSection(ForgeOptions.Section));
        services.AddSingleton(provider => new WorkerDirectories(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.ResolvedStateDirectory));
        services.AddSingleton<ProcessStarter>();
        services.AddSingleton<ProcessRunner>();
        services.AddSingleton(new ToolLocator(Environment.GetEnvironmentVariable("PATH")));
        services.AddSingleton<ToolInquiry>();
        builder.AddMachineProxy();
        AddSandbox(builder);
        AddLiveOutput(builder);
        AddWorkspaces(services);
        AddReleases(builder);
        builder.AddDockerfile().AddDotNet().AddGo().AddNode().AddPython().AddRust();
        services.AddSingleton<EcosystemRegistry>();
        services.AddSingleton<EditApplier>();
        services.AddSingleton<ChangelogReader>();
        services.AddSingleton<IUpgradeRunner, UpgradeRunner>();
        return builder;
    }

    private static void AddSandbox(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SandboxOptions>()
            .Bind(builder.Configuration.GetSection(SandboxOptions.Section))
            .ValidateDataAnnotations()
            .Validate(
                options => options.AllowedHosts.All(text => EgressHost.Parse(text) is not null),
                $"{SandboxOptions.Section}:{nameof(SandboxOptions.AllowedHosts)}: each must be a host, or a host and a port.")
            .ValidateOnStart();
        builder.Services.AddSingleton<ProcessSupervisor>();
        builder.Services.AddSingleton<EgressProxies>();
        builder.Services.AddSingleton<SandboxReport>();
        builder.Services.AddSingleton<ContainerEngine>();
        builder.Services.AddSingleton<ContainerImage>();
        builder.Services.AddSingleton<ContainerLauncher>();
        builder.Services.AddSingleton<ContainerLeftovers>();
        builder.Services.AddSingleton(provider => new ResourceGroupDetector(ControlGroupMembership.OfThisProcess(), provider.GetRequiredService<TimeProvider>()).Detect());
        builder.Services.AddSingleton<ISandbox>(provider => provider.GetRequiredService<IOptions<SandboxOptions>>().Value switch
        {
            { AllowUnsandboxed: true } => ActivatorUtilities.CreateInstance<UnsandboxedSandbox>(provider),
            { Kind: SandboxKind.Container } => ActivatorUtilities.CreateInstance<ContainerSandbox>(provider),
            _ => ActivatorUtilities.CreateInstance<BubblewrapSandbox>(provider),
        });
    }

    private static void AddLiveOutput(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LiveOutputOptions>().Bind(builder.Configuration.GetSection(LiveOutputOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<OutputFeeds>();
        if (builder.AddRedis())
        {
            builder.Services.AddSingleton<OutputConnection>();
        }
    }

    private static void AddWorkspaces(IServiceCollection services)
    {
        services.AddSingleton<GitCommands>();
        services.AddSingleton<MirrorCache>();
        services.AddSingleton<RepositoryLocator>();
        services.AddSingleton<WorkspaceRemover>();
        services.AddSingleton<WorkspaceJanitor>();
        services.AddSingleton<CacheTrimmer>();
        services.AddSingleton(provider => WorkspaceOwnership.For(provider.GetRequiredService<IOptions<SandboxOptions>>().Value));
        services.AddSingleton<WorkspaceFactory>();
        services.AddSingleton<OverlaySupport>();
        services.AddSingleton<PackageLayers>();
        services.AddSingleton<PackageCaches>();
    }

    private static void AddReleases(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReleaseOptions>().Bind(builder.Configuration.GetSection(ReleaseOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(VersionSchemes.Default);
        builder.Services.AddSingleton<ReleaseChooser>();
        builder.AddRegistries();
    }
}
