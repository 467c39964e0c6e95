using SpecCursor.Backing.Monitoring;

namespace SpecCursor.Backing.Tests.Monitoring;

/// <summary>What is set up is in the configuration, and nothing else.</summary>
public sealed class AlertmanagerConfigurationTests
{
    private const string Original = """
        global:
          slack_api_url_file: secrets/slack-url
          smtp_smarthost: localhost:25
          smtp_require_tls: true
        route:
          receiver: slack
        receivers:
          - name: speccursor
            webhook_configs:
              - url: http://controller/
          - name: slack
            slack_configs: &slack
              - channel: '#alerts'
          - name: on-call
            slack_configs: *slack
            email_configs:
              - to: nobody@localhost
            pagerduty_configs:
              - routing_key_file: secrets/pagerduty-key
          - name: webhook
            webhook_configs:
              - url: http://localhost:9099/
        """;

    [Fact]
    public void Nothing_set_up_leaves_receivers_that_tell_nobody()
    {
        var text = AlertmanagerConfiguration.Apply(Original, new NotificationSettings(), "/etc/am");

        Assert.DoesNotContain("_configs", text, StringComparison.Ordinal);
        Assert.DoesNotContain("slack_api_url_file", text, StringComparison.Ordinal);
        foreach (var name in new[] { "speccursor", "slack", "on-call", "webhook" })
        {
            Assert.Contains($"- name: {name}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Everything_set_up_is_all_there()
    {
        var settings = new NotificationSettings
        {
            SlackUrl = "https://slack.example/secret",
            PagerDutyKey = "pager-secret",
            PagerDutyUrl = new Uri("https://pager.example/v2/enqueue"),
            EmailTo = "on-call@example.org",
            SmtpServer = "mail.example:587",
            SmtpRequiresTls = false,
            SmtpUser = "mailer",
            SmtpPassword = "mail-secret",
            EmailFrom = "alerts@example.org",
            WebhookUrl = new Uri("https://hook.example/in"),
            ControllerUrl = new Uri("http://localhost:3001/api/v1/alerts"),
            ControllerKey = "controller-secret",
        };

        var text = AlertmanagerConfiguration.Apply(Original, settings, "/etc/am");

        Assert.Equal(2, text.Split("slack_configs").Length - 1);
        Assert.Equal(2, text.Split("#alerts").Length - 1 + text.Split("*slack").Length - 1);
        foreach (var expected in new[]
        {
            "slack_api_url_file: \"/etc/am/secrets/slack-url\"", "pagerduty_url: \"https://pager.example/v2/enqueue\"", "smtp_smarthost: \"mail.example:587\"",
            "smtp_require_tls: false", "to: \"on-call@example.org\"", "url: \"https://hook.example/in\"", "url: \"http://localhost:3001/api/v1/alerts\"",
            "routing_key_file: \"/etc/am/secrets/pagerduty-key\"", "smtp_from: \"alerts@example.org\"", "smtp_auth_username: \"mailer\"",
            "smtp_auth_password_file: \"/etc/am/secrets/smtp-password\"",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("-secret", text, StringComparison.Ordinal);
        Assert.Equal(
            [("slack-url", "https://slack.example/secret"), ("pagerduty-key", "pager-secret"), ("smtp-password", "mail-secret"), ("controller-key", "controller-secret")],
            AlertmanagerConfiguration.Secrets(settings));
    }

    [Fact]
    public void Setting_cannot_break_out_of_its_place()
    {
        var text = AlertmanagerConfiguration.Apply(Original, new NotificationSettings { EmailTo = "a\"\n- name: evil", SmtpServer = "mail:25" }, "/etc/am");

        Assert.DoesNotContain("\n- name: evil", text, StringComparison.Ordinal);
    }
}
