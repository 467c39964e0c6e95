namespace SpecCursor.Backing.Monitoring;

/// <summary>Where notifications of alerts go. What is not set is left out of Alertmanager's configuration, so that nothing is tried in vain.</summary>
public sealed record NotificationSettings
{
    /// <summary>Slack's incoming webhook; a secret.</summary>
    public string? SlackUrl { get; init; }

    /// <summary>PagerDuty's routing key of an Events API v2 integration; a secret.</summary>
    public string? PagerDutyKey { get; init; }

    /// <summary>PagerDuty's events address; null for PagerDuty's own.</summary>
    public Uri? PagerDutyUrl { get; init; }

    /// <summary>The on-call team's mail address; nothing is mailed without <see cref="SmtpServer"/>.</summary>
    public string? EmailTo { get; init; }

    /// <summary>The mail server, a host and a port.</summary>
    public string? SmtpServer { get; init; }

    /// <summary>Whether the mail server must offer TLS.</summary>
    public bool SmtpRequiresTls { get; init; } = true;

    /// <summary>Who mails, as the mail server knows them; null where it asks nobody.</summary>
    public string? SmtpUser { get; init; }

    /// <summary>The password of <see cref="SmtpUser"/>; a secret.</summary>
    public string? SmtpPassword { get; init; }

    /// <summary>The sender's address; null for one of this machine, which not every mail server takes.</summary>
    public string? EmailFrom { get; init; }

    /// <summary>Any other receiver of Alertmanager's webhooks.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Grafana's address, as whoever is told reaches it; without one notifications link no dashboard.</summary>
    public Uri? DashboardsUrl { get; init; }

    /// <summary>SpecCursor's own API, which responds to alerts; null where it is not told of them.</summary>
    public Uri? ControllerUrl { get; init; }

    /// <summary>The API's key; a secret.</summary>
    public string? ControllerKey { get; init; }
}
