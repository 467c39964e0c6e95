using SpecCursor.GitHubApp.Api;
using SpecCursor.GitHubApp.Deliveries;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Forges.Git;
using SpecCursor.GitHubApp.Forges.GitHub;
using SpecCursor.GitHubApp.Forges.Local;
using SpecCursor.GitHubApp.Health;
using SpecCursor.GitHubApp.Publications;
using SpecCursor.GitHubApp.Storage;
using SpecCursor.GitHubApp.Webhooks;
using SpecCursor.GitHubApp.Webhooks.Events;
using SpecCursor.GitHubApp.Webhooks.Throttling;
using SpecCursor.GitHubApp.Webhooks.Watching;
using SpecCursor.Messaging;
using SpecCursor.Messaging.Storage;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Health;
using Wolverine.Postgresql;

namespace SpecCursor.GitHubApp.Extensions;

/// <summary>Everything that the GitHub app is made of.</summary>
internal static class ApplicationServices
{
    /// <summary>Adds all of it.</summary>
    public static WebApplicationBuilder AddApplicationServices(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddDatabase();
        builder.AddForge();
        builder.AddDeliveries();
        builder.AddWebhooks();
        builder.AddPublications();
        builder.AddSpecCursorMessaging(
            ServiceQueue.GitHubApp,
            configureEngine: engine => engine.PublishMessage<ReplyToCommands>().ToPostgresqlQueue(ServiceQueue.GitHubApp.Name));
        return builder;
    }

    /// <summary>Puts the middleware and the endpoints in their places.</summary>
    public static WebApplication MapApplicationEndpoints(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.MapWebhooks();
        app.MapLocalForge();
        return app;
    }

    private static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddMigrations(GitHubAppDatabase.MigrationLock, GitHubAppDatabase.CreateContext);
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("postgres", tags: [HealthTags.Ready])
            .AddCheck<GitHealthCheck>("git", tags: [HealthTags.Ready]);
    }

    private static void AddForge(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ForgeOptions>().BindConfiguration(ForgeOptions.Section).ValidateOnStart();
        services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<ForgeOptions>, ForgeOptionsValidator>();
        services.AddSingleton<Microsoft.Extensions.Options.IPostConfigureOptions<ForgeOptions>, ForgeRootDefault>();
        services.AddSingleton<GitRunner>();
        services.AddSingleton<DiffInspector>();
        services.AddSingleton<LocalRepositories>();
        if (ForgeOptions.IsGitHub(builder.Configuration))
        {
            services.AddGitHubForge();
        }
        else
        {
            services.AddSingleton<IForge, LocalForge>();
        }
    }

    private static void AddDeliveries(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<DeliveryTable>();
        services.AddSingleton<DispatchSignal>();
        services.AddSingleton<DeliveryLog>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryLog>());
        services.AddHostedService<DeliveryDispatcher>();
        services.AddSingleton<DeliveryRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryRetention>());
        services.AddSingleton<IReplies, ForgeReplies>();
    }

    private static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebhookOptions>()
            .BindConfiguration(WebhookOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.Secret = configuration["SpecCursor:WebhookSecret"] ?? "")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<WatchOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection("SpecCursor:Watches").Bind(options.Watches))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<EventAge>();
        services.AddSingleton<WatchList>();
        services.AddSingleton<IEventReader, IssueCommentReader>();
        services.AddSingleton<IEventReader, ReleaseReader>();
        services.AddSingleton<SignatureCheck>();
        services.AddSingleton<LargeBodyGate>();
        services.AddThrottle(builder.Configuration);
        services.AddSingleton<ReplyText>();
        services.AddSingleton<DeliveryIntake>();
        services.AddSingleton<WebhookEndpoint>();
    }

    private static void AddPublications(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PublicAddresses>().BindConfiguration("SpecCursor");
        services.AddSingleton<PullRequestText>();
        services.AddSingleton<PublicationLedger>();
        services.AddSingleton<IPublications, Publisher>();
    }
}
