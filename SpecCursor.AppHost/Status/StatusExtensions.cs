using Microsoft.Extensions.DependencyInjection;
using SpecCursor.AppHost.Startup;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Status;

/// <summary>Tells others what runs and where.</summary>
internal static class StatusExtensions
{
    /// <summary>Keeps the status file in step with the resources, and ends the services before what they depend on.</summary>
    public static void AddStatus(this IServiceCollection services, SpecCursorBuilder builder, string dashboardToken)
    {
        services.AddSingleton(new StatusFile(builder.State.StatusFile));
        services.AddSingleton(new StatusHeader
        {
            Mode = builder.Mode,
            Addresses = new ApplicationAddresses
            {
                Console = builder.ConsoleAddress,
                Api = builder.ConsoleAddress,
                GitHubApp = builder.GitHubAppAddress,
                Prometheus = builder.Monitoring.PrometheusAddress,
                Alertmanager = builder.Monitoring.AlertmanagerAddress,
                Grafana = builder.Monitoring.GrafanaAddress,
                Jaeger = builder.Monitoring.JaegerAddress,
                Dashboard = builder.DashboardAddress is { } dashboard ? $"{dashboard}/login?t={dashboardToken}" : null,
            },
        });
        services.AddSingleton<ServiceDrain>();
        services.AddHostedService<StatusPublisher>();
    }
}
