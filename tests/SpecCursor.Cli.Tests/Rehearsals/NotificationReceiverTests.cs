using System.Net;
using System.Text;
using SpecCursor.Cli.Rehearsals;

namespace SpecCursor.Cli.Tests.Rehearsals;

public sealed class NotificationReceiverTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private NotificationReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await NotificationReceiver.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _receiver.DisposeAsync();
    }

    [Theory]
    [InlineData("SPECCURSOR_SLACK_URL", """{"attachments":[{"title":"[FIRING:1] ServiceDown on worker (critical)","text":"worker is down\n"}]}""", "Slack", HttpStatusCode.OK)]
    [InlineData("SPECCURSOR_PAGERDUTY_URL", """{"event_action":"trigger","payload":{"summary":"[FIRING:1] ServiceDown on worker (critical)","severity":"critical"}}""", "PagerDuty", HttpStatusCode.Accepted)]
    [InlineData("SPECCURSOR_ALERT_WEBHOOK_URL", """{"alerts":[{"status":"firing","labels":{"alertname":"ServiceDown"},"annotations":{"summary":"worker is down"}}]}""", "webhook", HttpStatusCode.OK)]
    public async Task Notification_is_understood_in_the_form_of_its_receiver(string setting, string body, string receiver, HttpStatusCode expected)
    {
        Assert.Equal(expected, await PostAsync(setting, body));

        Assert.True(_receiver.Notifications.TryRead(out var notification));
        Assert.Equal(receiver, notification.Receiver);
        Assert.True(notification.IsFiring("ServiceDown"));
        Assert.False(notification.IsFiring("Service"));
    }

    [Fact]
    public async Task Resolved_alert_does_not_fire()
    {
        await PostAsync("SPECCURSOR_SLACK_URL", """{"attachments":[{"title":"[RESOLVED] ServiceDown on worker (critical)"}]}""");

        Assert.True(_receiver.Notifications.TryRead(out var notification));
        Assert.False(notification.IsFiring("ServiceDown"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"attachments":"none"}""")]
    public async Task What_is_no_notification_is_refused_and_does_no_harm(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("SPECCURSOR_SLACK_URL", body));
        Assert.False(_receiver.Notifications.TryRead(out _));
    }

    [Fact]
    public async Task Pager_alone_turns_down_what_it_is_sent_where_that_is_rehearsed()
    {
        _receiver.TurnsDownPages = true;

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("SPECCURSOR_PAGERDUTY_URL", """{"payload":{"summary":"[FIRING:1] ServiceDown"}}"""));
        Assert.False(_receiver.Notifications.TryRead(out _));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("SPECCURSOR_SLACK_URL", """{"attachments":[{"title":"[FIRING:1] ServiceDown"}]}"""));
    }

    [Fact]
    public void Nobody_is_mailed() => Assert.Equal("", _receiver.Settings["SPECCURSOR_ONCALL_EMAIL"]);

    private async Task<HttpStatusCode> PostAsync(string setting, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri(_receiver.Settings[setting]), content);
        return response.StatusCode;
    }
}
