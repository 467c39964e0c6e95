using SpecCursor.Messaging;
using SpecCursor.ProofEngine.Engines;
using SpecCursor.ProofEngine.Engines.Lean;
using SpecCursor.ProofEngine.Engines.Processes;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Health;
using SpecCursor.ProofEngine.Obligations;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.ProofEngine.Proving;
using SpecCursor.ProofEngine.Proving.Ahead;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Health;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Extensions;

/// <summary>Everything that the proof engine is made of.</summary>
internal static class ApplicationServices
{
    public static WebApplicationBuilder AddApplicationServices(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.Services.AddProofs();
        builder.Services.AddSingleton<SolverHealthCheck>();
        builder.Services.AddHealthChecks().AddCheck<SolverHealthCheck>("z3", tags: [HealthTags.Ready]);
        builder.AddSpecCursorMessaging(ServiceQueue.ProofEngine);
        return builder;
    }

    public static WebApplication UseApplication(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        return app;
    }

    /// <summary>Adds what proves, without what it is asked and watched through.</summary>
    public static IServiceCollection AddProofs(this IServiceCollection services)
    {
        services.AddOptions<ProofOptions>().BindConfiguration(ProofOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(VersionSchemes.Default);
        services.AddSingleton<BoundedProcess>();
        services.AddSingleton<Z3>();
        services.AddSingleton<Cvc5>();
        services.AddSingleton<LeanChecker>();
        services.AddSingleton<UpgradeProblemReader>();
        services.AddObligations();
        services.AddSingleton<Discharger>();
        services.AddSingleton<ObligationProver>();
        services.AddSingleton<UpgradeProver>();
        services.AddSingleton<ProofsAhead>();
        services.AddSingleton<IProofForesight>(provider => provider.GetRequiredService<ProofsAhead>());
        services.AddSingleton<IUpgradeProver, ForesightedProver>();
        return services;
    }

    /// <summary>In the order in which they are proved and reported.</summary>
    private static void AddObligations(this IServiceCollection services)
    {
        services.AddSingleton<IObligation, NewVersionInRange>();
        services.AddSingleton<IObligation, NewVersionIsNewer>();
        services.AddSingleton<IObligation, ConstraintsAreMet>();
        services.AddSingleton<IObligation, NothingElseMoved>();
        services.AddSingleton<IObligation, IntegrityIsKept>();
        services.AddSingleton<IObligation, RangeWithinPeers>();
        services.AddSingleton<IObligation, CommonVersionExists>();
    }
}
