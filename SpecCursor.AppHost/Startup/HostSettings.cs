using System.Globalization;
using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Infrastructure;
using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Publishing;
using SpecCursor.Backing.Monitoring;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Startup;

/// <summary>
/// What a person may set. Every setting has a configuration key (<c>--SpecCursor:Infrastructure=native</c>) and an environment
/// variable (<c>SPECCURSOR_INFRASTRUCTURE</c>); the key wins.
/// </summary>
internal sealed record HostSettings
{
    private const int MostWorkers = 16;

    // The words of OpenTelemetry's own variable, OTEL_EXPORTER_OTLP_PROTOCOL.
    private static readonly string[] OtlpProtocols = ["http/protobuf", "grpc"];

    /// <summary>Where data, secrets, logs and tools are; absolute.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Where downloaded tools are kept; absolute.</summary>
    public required string ToolsDirectory { get; init; }

    /// <summary>Containers, executables, or whichever this machine can do.</summary>
    public required InfrastructurePreference Infrastructure { get; init; }

    /// <summary>Whether to discard all data first.</summary>
    public required bool Fresh { get; init; }

    /// <summary>Whether what containers keep is discarded at the end.</summary>
    public required bool Ephemeral { get; init; }

    /// <summary>The console's and the API's port; 0 for any free one.</summary>
    public required int ControllerPort { get; init; }

    /// <summary>The webhook's port; 0 for any free one.</summary>
    public required int GitHubAppPort { get; init; }

    /// <summary>The Aspire dashboard's port; 0 for any free one.</summary>
    public required int DashboardPort { get; init; }

    /// <summary>How many workers may run while upgrades pile up, 1 to 16; by default one for four processors.</summary>
    public required int MaximumWorkers { get; init; }

    /// <summary>The API's key where a person chose one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The webhook's secret where a person chose one.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Where services send telemetry instead of the Aspire dashboard.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The protocol of <see cref="OtlpEndpoint"/>: <c>grpc</c> or <c>http/protobuf</c>.</summary>
    public required string OtlpProtocol { get; init; }

    /// <summary>Where the configurations of Prometheus, Alertmanager and the others are, absolute; null for SpecCursor's own.</summary>
    public string? ContainersDirectory { get; init; }

    /// <summary>The images of containers.</summary>
    public required ImageSettings Images { get; init; }

    /// <summary>The images of the services, where the application is published.</summary>
    public required ServiceImages ServiceImages { get; init; }

    /// <summary>What is published.</summary>
    public required PublishSettings Publish { get; init; }

    /// <summary>Whether containers end with the application, or stay for its next start.</summary>
    public required ContainerLifetime ContainerLifetime { get; init; }

    /// <summary>The registries beside npm that are probed from outside: those of ecosystems that are upgraded here.</summary>
    public required IReadOnlyList<string> ProbedRegistries { get; init; }

    /// <summary>Where notifications of alerts go.</summary>
    public required NotificationSettings Notifications { get; init; }

    private static string Version => typeof(HostSettings).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartupException">A value is not valid.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var source = new SettingSource(configuration);
        var state = Path.GetFullPath(source.Text("SpecCursor:StateDirectory", StateLocation.Variable) ?? StateLocation.Default);
        return new HostSettings
        {
            StateDirectory = state,
            ToolsDirectory = Path.GetFullPath(source.Text("SpecCursor:ToolsDirectory", "SPECCURSOR_TOOLS_DIR") ?? Path.Combine(state, "tools")),
            Infrastructure = source.Choice("SpecCursor:Infrastructure", "SPECCURSOR_INFRASTRUCTURE", InfrastructurePreference.Auto),
            Fresh = source.Flag("SpecCursor:Fresh", "SPECCURSOR_FRESH"),
            Ephemeral = source.Flag("SpecCursor:Ephemeral", "SPECCURSOR_EPHEMERAL"),
            ControllerPort = source.Port("SpecCursor:Controller:Port", "SPECCURSOR_CONTROLLER_PORT", 3001),
            GitHubAppPort = source.Port("SpecCursor:GitHubApp:Port", "SPECCURSOR_GITHUBAPP_PORT", 3000),
            DashboardPort = source.Port("SpecCursor:Dashboard:Port", "SPECCURSOR_DASHBOARD_PORT", 18888),
            MaximumWorkers = source.Count("SpecCursor:Worker:MaximumReplicas", "SPECCURSOR_MAX_WORKERS", Math.Clamp(Environment.ProcessorCount / 4, 1, MostWorkers), MostWorkers),
            ApiKey = source.Text("SpecCursor:ApiKey", "SPECCURSOR_API_KEY"),
            WebhookSecret = source.Text("SpecCursor:WebhookSecret", "SPECCURSOR_WEBHOOK_SECRET"),
            OtlpEndpoint = source.Address("SpecCursor:Otlp:Endpoint", "SPECCURSOR_OTLP_ENDPOINT"),
            OtlpProtocol = source.Word("SpecCursor:Otlp:Protocol", "SPECCURSOR_OTLP_PROTOCOL", OtlpProtocols),
            ContainersDirectory = source.Text("SpecCursor:ContainersDirectory", "SPECCURSOR_CONTAINERS_DIR") is { } own ? Path.GetFullPath(own) : null,
            Images = ImageSettings.Read(configuration),
            ServiceImages = ImageSettings.Services(
                source.Text("SpecCursor:ServiceImages:Prefix", "SPECCURSOR_IMAGE_PREFIX") ?? "speccursor",
                source.Text("SpecCursor:ServiceImages:Tag", "SPECCURSOR_IMAGE_TAG") ?? Version),
            Publish = new PublishSettings
            {
                Postgres = source.Choice("SpecCursor:Publish:Postgres", "SPECCURSOR_PUBLISH_POSTGRES", PublishedPart.Included),
                RabbitMq = source.Choice("SpecCursor:Publish:RabbitMq", "SPECCURSOR_PUBLISH_RABBITMQ", PublishedBroker.None),
                Observability = source.Choice("SpecCursor:Publish:Observability", PublishSettings.ObservabilityVariable, PublishedPart.Included),
                Alertmanager = source.Address("SpecCursor:Publish:Alertmanager", "SPECCURSOR_ALERTMANAGER_URL"),
            },
            ContainerLifetime = source.Choice("SpecCursor:Containers:Lifetime", "SPECCURSOR_CONTAINER_LIFETIME", ContainerLifetime.Session),
            ProbedRegistries = source.Choices("SpecCursor:ProbedRegistries", "SPECCURSOR_PROBED_REGISTRIES", ProbedApi.KnownRegistries),
            Notifications = new NotificationSettings
            {
                SlackUrl = source.Address("SpecCursor:Alerts:SlackUrl", "SPECCURSOR_SLACK_URL")?.ToString(),
                PagerDutyKey = source.Text("SpecCursor:Alerts:PagerDutyKey", "SPECCURSOR_PAGERDUTY_KEY"),
                PagerDutyUrl = source.Address("SpecCursor:Alerts:PagerDutyUrl", "SPECCURSOR_PAGERDUTY_URL"),
                EmailTo = source.Text("SpecCursor:Alerts:EmailTo", "SPECCURSOR_ONCALL_EMAIL"),
                SmtpServer = source.Text("SpecCursor:Alerts:SmtpServer", "SPECCURSOR_SMTP_SERVER"),
                SmtpRequiresTls = source.Flag("SpecCursor:Alerts:SmtpRequiresTls", "SPECCURSOR_SMTP_TLS", otherwise: true),
                SmtpUser = source.Text("SpecCursor:Alerts:SmtpUser", "SPECCURSOR_SMTP_USER"),
                SmtpPassword = source.Text("SpecCursor:Alerts:SmtpPassword", "SPECCURSOR_SMTP_PASSWORD"),
                EmailFrom = source.Text("SpecCursor:Alerts:EmailFrom", "SPECCURSOR_SMTP_FROM"),
                WebhookUrl = source.Address("SpecCursor:Alerts:WebhookUrl", "SPECCURSOR_ALERT_WEBHOOK_URL"),
                DashboardsUrl = source.Address("SpecCursor:Alerts:GrafanaUrl", "SPECCURSOR_GRAFANA_URL"),
            },
        };
    }

    private sealed class SettingSource(IConfiguration configuration)
    {
        public string? Text(string key, string variable) =>
            new[] { configuration[key], configuration[variable] }.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

        public bool Flag(string key, string variable, bool otherwise = false) => Text(key, variable) switch
        {
            null => otherwise,
            var value when bool.TryParse(value, out var flag) => flag,
            "1" => true,
            "0" => false,
            var value => throw new StartupException($"{variable} is '{value}': set it to true or false."),
        };

        public int Port(string key, string variable, int otherwise) => Text(key, variable) switch
        {
            null => otherwise,
            var value when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 => port,
            var value => throw new StartupException($"{variable} is '{value}': set it to a port from 1 to 65535, or to 0 for any free one."),
        };

        public int Count(string key, string variable, int otherwise, int most) => Text(key, variable) switch
        {
            null => otherwise,
            var value when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most => count,
            var value => throw new StartupException($"{variable} is '{value}': set it to a number from 1 to {most}."),
        };

        public TChoice Choice<TChoice>(string key, string variable, TChoice otherwise)
            where TChoice : struct, Enum => Text(key, variable) switch
            {
                null => otherwise,
                var value when !char.IsAsciiDigit(value[0]) && Enum.TryParse<TChoice>(value, ignoreCase: true, out var choice) => choice,
                var value => throw new StartupException(
                    $"{variable} is '{value}': set it to {string.Join(", ", Enum.GetNames<TChoice>()).ToLowerInvariant()}."),
            };

        /// <summary>One of some words, by default the first.</summary>
        public string Word(string key, string variable, string[] known) => Text(key, variable) switch
        {
            null => known[0],
            var value when known.Contains(value) => value,
            var value => throw new StartupException($"{variable} is '{value}': set it to {string.Join(" or ", known)}."),
        };

        public string[] Choices(string key, string variable, IReadOnlyList<string> known)
        {
            var chosen = (Text(key, variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return chosen.FirstOrDefault(one => !known.Contains(one)) is { } unknown
                ? throw new StartupException($"{variable} has '{unknown}': set it to a list of {string.Join(", ", known)}.")
                : chosen;
        }

        public Uri? Address(string key, string variable) => Text(key, variable) switch
        {
            null => null,
            var value when Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => address,
            var value => throw new StartupException($"{variable} is '{value}': set it to an http or https address."),
        };
    }
}
