using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Infrastructure;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Tests.Startup;

public sealed class HostSettingsTests
{
    [Fact]
    public void Nothing_set_means_the_ports_that_people_expect_and_automatic_infrastructure()
    {
        var settings = Read();

        Assert.Equal(3001, settings.ControllerPort);
        Assert.Equal(3000, settings.GitHubAppPort);
        Assert.Equal(18888, settings.DashboardPort);
        Assert.Equal(InfrastructurePreference.Auto, settings.Infrastructure);
        Assert.False(settings.Fresh);
        Assert.InRange(settings.MaximumWorkers, 1, 16);
        Assert.Equal(Path.Combine(settings.StateDirectory, "tools"), settings.ToolsDirectory);
        Assert.True(Path.IsPathFullyQualified(settings.StateDirectory));
    }

    [Fact]
    public void Environment_variables_set_everything()
    {
        var settings = Read(
            ("SPECCURSOR_STATE_DIR", "/tmp/somewhere"),
            ("SPECCURSOR_TOOLS_DIR", "/tmp/tools"),
            ("SPECCURSOR_INFRASTRUCTURE", "Native"),
            ("SPECCURSOR_FRESH", "true"),
            ("SPECCURSOR_CONTROLLER_PORT", "0"),
            ("SPECCURSOR_GITHUBAPP_PORT", "4000"),
            ("SPECCURSOR_DASHBOARD_PORT", "65535"),
            ("SPECCURSOR_API_KEY", "key"),
            ("SPECCURSOR_WEBHOOK_SECRET", "secret"),
            ("SPECCURSOR_OTLP_ENDPOINT", "http://127.0.0.1:4318"));

        Assert.Equal("/tmp/somewhere", settings.StateDirectory);
        Assert.Equal("/tmp/tools", settings.ToolsDirectory);
        Assert.Equal(InfrastructurePreference.Native, settings.Infrastructure);
        Assert.True(settings.Fresh);
        Assert.Equal((0, 4000, 65535), (settings.ControllerPort, settings.GitHubAppPort, settings.DashboardPort));
        Assert.Equal(("key", "secret"), (settings.ApiKey, settings.WebhookSecret));
        Assert.Equal(new Uri("http://127.0.0.1:4318"), settings.OtlpEndpoint);
        Assert.Equal("http/protobuf", settings.OtlpProtocol);
    }

    [Fact]
    public void Receivers_of_alerts_are_set_by_environment_variables()
    {
        var notifications = Read(
            ("SPECCURSOR_SLACK_URL", "https://hooks.slack.example/services/x"),
            ("SPECCURSOR_PAGERDUTY_KEY", "key"),
            ("SPECCURSOR_PAGERDUTY_URL", "https://pager.example/v2/enqueue"),
            ("SPECCURSOR_ONCALL_EMAIL", "on-call@example.org"),
            ("SPECCURSOR_SMTP_SERVER", "mail.example:587"),
            ("SPECCURSOR_SMTP_USER", "mailer"),
            ("SPECCURSOR_SMTP_PASSWORD", "of the mailer"),
            ("SPECCURSOR_SMTP_FROM", "alerts@example.org"),
            ("SPECCURSOR_SMTP_TLS", "false"),
            ("SPECCURSOR_ALERT_WEBHOOK_URL", "https://incidents.example/in")).Notifications;

        Assert.Equal(("https://hooks.slack.example/services/x", "key"), (notifications.SlackUrl, notifications.PagerDutyKey));
        Assert.Equal(new Uri("https://pager.example/v2/enqueue"), notifications.PagerDutyUrl);
        Assert.Equal(("mailer", "of the mailer", "alerts@example.org"), (notifications.SmtpUser, notifications.SmtpPassword, notifications.EmailFrom));
        Assert.Equal(("on-call@example.org", "mail.example:587", false), (notifications.EmailTo, notifications.SmtpServer, notifications.SmtpRequiresTls));
        Assert.Equal(new Uri("https://incidents.example/in"), notifications.WebhookUrl);
        Assert.True(Read().Notifications is { SlackUrl: null, PagerDutyKey: null, EmailTo: null, SmtpServer: null, WebhookUrl: null, SmtpRequiresTls: true });
    }

    [Fact]
    public void Configuration_key_wins_over_the_environment_variable() =>
        Assert.Equal("/tmp/key", Read(("SPECCURSOR_STATE_DIR", "/tmp/variable"), ("SpecCursor:StateDirectory", "/tmp/key")).StateDirectory);

    [Fact]
    public void Empty_values_count_as_unset() => Assert.Null(Read(("SPECCURSOR_API_KEY", " ")).ApiKey);

    [Theory]
    [InlineData("SPECCURSOR_CONTROLLER_PORT", "65536")]
    [InlineData("SPECCURSOR_CONTROLLER_PORT", "-1")]
    [InlineData("SPECCURSOR_DASHBOARD_PORT", "many")]
    [InlineData("SPECCURSOR_INFRASTRUCTURE", "kubernetes")]
    [InlineData("SPECCURSOR_INFRASTRUCTURE", "1")]
    [InlineData("SPECCURSOR_FRESH", "perhaps")]
    [InlineData("SPECCURSOR_MAX_WORKERS", "0")]
    [InlineData("SPECCURSOR_MAX_WORKERS", "17")]
    [InlineData("SPECCURSOR_MAX_WORKERS", "several")]
    [InlineData("SPECCURSOR_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("SPECCURSOR_OTLP_PROTOCOL", "http/json")]
    [InlineData("SPECCURSOR_PUBLISH_POSTGRES", "managed")]
    [InlineData("SPECCURSOR_PUBLISH_RABBITMQ", "included")]
    [InlineData("SPECCURSOR_EPHEMERAL", "perhaps")]
    [InlineData("SPECCURSOR_PROBED_REGISTRIES", "maven")]
    public void Wrong_values_are_refused_by_name(string variable, string value)
    {
        var refused = Assert.Throws<StartupException>(() => Read((variable, value)));

        Assert.Contains(variable, refused.Message, StringComparison.Ordinal);
        Assert.Contains(value, refused.Message, StringComparison.Ordinal);
    }

    private static HostSettings Read(params (string Key, string Value)[] values) => HostSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
}
