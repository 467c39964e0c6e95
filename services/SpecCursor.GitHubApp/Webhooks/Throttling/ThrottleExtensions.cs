namespace SpecCursor.GitHubApp.Webhooks.Throttling;

/// <summary>Adds what slows noisy senders down.</summary>
internal static class ThrottleExtensions
{
    /// <summary>Adds it; where there is no key to ask the controller with, nobody is ever slowed down.</summary>
    public static void AddThrottle(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ThrottleOptions>().BindConfiguration(ThrottleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SenderThrottle>();
        if (configuration["SpecCursor:ApiKey"] is not { Length: > 0 } key)
        {
            return;
        }

        services.AddHttpClient(ThrottleWatch.Client, client =>
        {
            client.BaseAddress = new Uri("http://controller");
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }).RemoveAllLoggers();
        services.AddHostedService<ThrottleWatch>();
    }
}
