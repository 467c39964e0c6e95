using Microsoft.Extensions.Configuration;

namespace SpecCursor.AppHost.Startup;

/// <summary>The command line, in the form that configuration reads.</summary>
internal static class HostArguments
{
    /// <summary>Turns the switches that people type into settings.</summary>
    public static string[] Normalize(IReadOnlyList<string> arguments) =>
        [.. arguments.Select(argument => argument == "--fresh" ? "--SpecCursor:Fresh=true" : argument)];

    /// <summary>The settings before the host exists: the environment, and over it the command line.</summary>
    public static IConfiguration Configuration(string[] arguments) =>
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(arguments).Build();

    /// <summary>What the application is published as: <c>manifest</c>, <c>compose</c> or <c>kubernetes</c>; null where it is to run.</summary>
    /// <param name="configuration">The settings before the host exists.</param>
    public static string? Publisher(IConfiguration configuration)
    {
        var isPublishing = configuration["publisher"] is not null
            || string.Equals(configuration["operation"] ?? configuration["AppHost:Operation"], "publish", StringComparison.OrdinalIgnoreCase);
        return isPublishing ? (configuration["step"] ?? configuration["publisher"] ?? "manifest").Replace("publish-", "", StringComparison.Ordinal) : null;
    }

    /// <summary>
    /// What Aspire needs to know to run without a launch profile: plain http, which never leaves the loopback interface; the
    /// dashboard where people expect it; and an end that waits for the last process.
    /// </summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="configuration">The settings before the host exists: what a person set for Aspire stays.</param>
    /// <param name="dashboard">How the dashboard is reached.</param>
    public static string[] ForAspire(string[] arguments, IConfiguration configuration, DashboardAccess dashboard)
    {
        (string Key, string Value)[] defaults =
        [
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
            ("ASPIRE_VERSION_CHECK_DISABLED", "true"),

            // Containers reach this machine by the engine's own name for it: a tunnel would be one more image to pull, and to wait for.
            ("ASPIRE_ENABLE_CONTAINER_TUNNEL", "false"),
            ("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", dashboard.BrowserToken),

            // A container that outlives the application has to know it at its next start, too.
            ("AppHost:OtlpApiKey", dashboard.OtlpKey),
            ("DcpPublisher:WaitForResourceCleanup", "true"),
        ];
        if (dashboard.OtlpAddress is { } address)
        {
            // The collector, which is a container, hands on to the dashboard what it gets. It needs the dashboard's key for that.
            defaults = [.. defaults, ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", address.GetLeftPart(UriPartial.Authority))];
        }

        return
        [
            .. arguments,
            .. defaults.Where(setting => configuration[setting.Key] is null).Select(setting => $"--{setting.Key}={setting.Value}"),
            $"--ASPNETCORE_URLS=http://localhost:{dashboard.Port}",
        ];
    }
}
