using System.Net;
using Microsoft.Extensions.Options;
using SpecCursor.AiService.Budget;
using SpecCursor.AiService.Generation;
using SpecCursor.AiService.Providers.Claude;
using SpecCursor.AiService.Providers.Claude.Pricing;
using SpecCursor.AiService.Providers.Claude.Prompts;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Validation;
using SpecCursor.Messaging;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Http;
using SpecCursor.ServiceDefaults.Redis;

namespace SpecCursor.AiService.Extensions;

/// <summary>Everything that the AI service is made of.</summary>
internal static class ApplicationServices
{
    /// <summary>Adds the service with its queue.</summary>
    public static WebApplicationBuilder AddApplicationServices(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddGeneration();
        builder.AddSpecCursorMessaging(
            ServiceQueue.AiService, messaging => builder.Services.AddSingleton(new RetryPolicy(messaging.RetryDelays.Count + 1)));
        return builder;
    }

    /// <summary>Maps what the service serves.</summary>
    public static WebApplication UseApplication(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        return app;
    }

    /// <summary>Adds what repairs, without the queue that it is asked through.</summary>
    public static void AddGeneration(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AiOptions>().Bind(builder.Configuration.GetSection(AiOptions.Section))
            .Configure(options => TakeEnvironment(options.Claude, builder.Configuration))
            .Validate(AiOptionsRules.AreKept, AiOptionsRules.Description)
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<AiOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<AiOptions>().Claude);
        services.AddSingleton(provider => provider.GetRequiredService<AiOptions>().Budget);
        services.AddSingleton(provider => provider.GetRequiredService<AiOptions>().Validation);
        services.AddSingleton<PatchValidator>();
        services.AddSingleton<RecipeCatalogue>();
        services.AddSingleton<RecipePatchProvider>();
        services.AddSingleton<ProviderSelection>();
        services.AddSingleton<PatchAnswers>();
        services.AddSingleton<IPatchGenerator, PatchGenerator>();
        services.AddClaude();
        builder.AddBudget();
    }

    private static void AddClaude(this IServiceCollection services)
    {
        services.AddSingleton<PriceList>();
        services.AddSingleton<PromptBuilder>();
        services.AddSingleton<ClaudeClient>();
        services.AddSingleton<ClaudePatchProvider>();
        services.AddHostedService<BillingBaseline>();
        services.AddTransient<TransientResponseHandler>();
        var client = services.AddHttpClient(ClaudeClient.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                AllowAutoRedirect = false,
            });

        // The defaults' time-outs are made for calls of seconds, and a generation takes minutes; what may be repeated, and when, the client knows.
#pragma warning disable EXTEXP0001
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        client.AddHttpMessageHandler<TransientResponseHandler>().AddExternalApi("anthropic");
    }

    private static void AddBudget(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LocalWindowCounter>();
        builder.Services.AddSingleton<TokenBudget>();
        if (builder.AddRedis())
        {
            builder.Services.AddSingleton<RedisWindowCounter>();
        }
    }

    /// <summary>The names that every user of Claude's libraries knows.</summary>
    private static void TakeEnvironment(ClaudeOptions claude, IConfiguration configuration)
    {
        claude.ApiKey = string.IsNullOrWhiteSpace(claude.ApiKey) ? configuration["ANTHROPIC_API_KEY"] : claude.ApiKey;
        if (claude.BaseAddress is null && configuration["ANTHROPIC_BASE_URL"] is { Length: > 0 } address)
        {
            claude.BaseAddress = Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? uri
                : throw new InvalidOperationException($"ANTHROPIC_BASE_URL is no absolute address: '{address}'.");
        }
    }
}
