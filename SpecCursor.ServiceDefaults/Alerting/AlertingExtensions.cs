using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SpecCursor.ServiceDefaults.Alerting;

internal static class AlertingExtensions
{
    /// <summary>Raises critical alerts directly, where an Alertmanager is known.</summary>
    public static void AddAlerting(this IHostApplicationBuilder builder)
    {
        if (!builder.Configuration.GetSection($"{AlertingOptions.Section}:{nameof(AlertingOptions.Alertmanagers)}").GetChildren().Any())
        {
            return;
        }

        builder.Services.AddOptions<AlertingOptions>().BindConfiguration(AlertingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpClient(AlertSender.Client).RemoveAllLoggers();
        builder.Services.AddSingleton<AlertSender>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AlertSender>());
        builder.Services.AddHostedService<CriticalEventWatch>();
    }
}
