using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpecCursor.Controller.Api;
using SpecCursor.Controller.Api.Creation;
using SpecCursor.Controller.Api.DeadLetters;
using SpecCursor.Controller.Api.OpenApi;
using SpecCursor.Controller.Api.Security;
using SpecCursor.Controller.Auditing;
using SpecCursor.Controller.Console;
using SpecCursor.Controller.Events;
using SpecCursor.Controller.Health;
using SpecCursor.Controller.Output;
using SpecCursor.Controller.Queues;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Remediation.Remedies;
using SpecCursor.Controller.Scaling;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;
using SpecCursor.Controller.Workflow.Places;
using SpecCursor.Messaging;
using SpecCursor.Messaging.Storage;
using SpecCursor.ServiceDefaults;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.Controller.Extensions;

/// <summary>Everything that the controller is made of.</summary>
internal static class ApplicationServices
{
    public static WebApplicationBuilder AddApplicationServices(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddUpgradeDatabase();
        builder.AddUpgradeWorkflow();
        builder.AddUpgradeEvents();
        builder.AddLiveOutput();
        builder.AddQueueWatch();
        builder.AddRemediation();
        builder.AddAccess();
        builder.AddUpgradeApi();
        builder.AddConsole();
        builder.AddControllerHealth();
        return builder;
    }

    public static WebApplication UseApplication(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapDefaultEndpoints();
        app.MapApi();
        app.MapApiDescription();
        app.MapConsole();
        return app;
    }

    private static void AddUpgradeDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddMigrations(AdvisoryLocks.Migrations, ControllerDatabase.CreateContext);
        builder.Services.AddHostedService<ModelWarmUp>();
        builder.Services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AuditRetention>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AuditRetention>());
        builder.Services.AddSingleton<CommitInterceptor>();
        builder.Services.AddDbContextWithWolverineIntegration<ControllerDbContext>(
            (services, options) => options
                .UseNpgsql(services.GetRequiredService<NpgsqlDataSource>(), ControllerDatabase.Configure)
                .AddInterceptors(services.GetRequiredService<CommitInterceptor>()),
            ServiceQueue.Controller.Name);
    }

    private static void AddUpgradeWorkflow(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<WorkflowOptions>().BindConfiguration(WorkflowOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ForgeOptions>().BindConfiguration(ForgeOptions.Section);
        builder.Services.AddSingleton<UpgradeWorkflow>();
        builder.Services.AddSingleton<UpgradeRequestRules>();
        builder.Services.AddScoped<UpgradeProcessor>();
        builder.Services.AddScoped<UpgradeIntake>();
        builder.Services.AddSingleton<RepositoryPlaces>();
        builder.Services.AddSingleton<RepositoryTurns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RepositoryTurns>());
        builder.Services.AddSingleton<OverdueSweep>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OverdueSweep>());
        builder.AddSpecCursorMessaging(ServiceQueue.Controller, configureEngine: engine => engine.UseDomainTransactions());
    }

    private static void AddUpgradeEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventHub>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EventHub>());
        builder.Services.AddSingleton<EventReader>();
        builder.Services.AddSingleton<EventStream>();
    }

    private static void AddLiveOutput(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutputHub>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OutputHub>());
        builder.Services.AddSingleton<OutputReader>();
        builder.Services.AddSingleton<OutputStream>();
    }

    private static void AddQueueWatch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<QueueWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<QueueWatch>());
    }

    private static void AddRemediation(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RemediationOptions>().BindConfiguration(RemediationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IRemedy, RequeueOverdue>();
        builder.Services.AddSingleton<IRemedy, PauseEcosystem>();
        builder.Services.AddSingleton<IRemedy, OpenAiCircuit>();
        builder.Services.AddSingleton<IRemedy, ThrottleSender>();
        builder.Services.AddSingleton<IRemedy, ScaleOut>();
        builder.Services.AddOptions<ScalingOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(ScalingOptions.Section).Bind(options.Services))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ExpiredRemediations>();
        builder.Services.AddSingleton<AlertResponder>();
        builder.Services.AddScoped<EcosystemPauses>();
    }

    private static void AddUpgradeApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = ApiEndpoints.MaximumBody);
        builder.Services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section);
        builder.Services.AddSingleton<Resources>();
        builder.Services.AddScoped<UpgradeQueries>();
        builder.Services.AddSingleton<UpgradeCreation>();
        builder.Services.AddSingleton<UpgradeActions>();
        builder.Services.AddSingleton<DeadLetterStore>();
        builder.Services.AddSingleton<DeadLetterReplay>();
        builder.Services.AddApiDescription();
    }

    private static void AddConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery(options => options.Cookie.Name = "speccursor-form");
    }
}
