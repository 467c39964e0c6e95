using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>
/// A fake of Slack's incoming webhook and of PagerDuty's Events API v2 on loopback, and a receiver of Alertmanager's own webhook: a rehearsal
/// shows what would arrive, and wakes nobody up.
/// </summary>
internal sealed class NotificationReceiver : IAsyncDisposable
{
    /// <summary>The receivers' names.</summary>
    public const string Slack = "Slack";
    public const string PagerDuty = "PagerDuty";
    public const string Webhook = "webhook";

    private const int MaximumWaiting = 1000;
    private const int MaximumBody = 1024 * 1024;

    private readonly WebApplication _app;
    private readonly Channel<Notification> _notifications = Channel.CreateBounded<Notification>(
        new BoundedChannelOptions(MaximumWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    private NotificationReceiver(WebApplication app) => _app = app;

    /// <summary>Whether the pager answers that what it is sent is no page.</summary>
    public bool TurnsDownPages { get; set; }

    /// <summary>What arrives, as it does.</summary>
    public ChannelReader<Notification> Notifications => _notifications.Reader;

    /// <summary>The settings that send notifications here and nowhere else.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["SPECCURSOR_SLACK_URL"] = Address("/slack"),
        ["SPECCURSOR_PAGERDUTY_KEY"] = "00000000000000000000000000000000",
        ["SPECCURSOR_PAGERDUTY_URL"] = Address("/pagerduty"),
        ["SPECCURSOR_ALERT_WEBHOOK_URL"] = Address("/webhook"),
        ["SPECCURSOR_ONCALL_EMAIL"] = "",
        ["SPECCURSOR_SMTP_SERVER"] = "",
    };

    /// <summary>Begins to listen on a free port.</summary>
    public static async Task<NotificationReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaximumBody);
        var app = builder.Build();
        var receiver = new NotificationReceiver(app);
        receiver.Map("/slack", Slack, "ok", StatusCodes.Status200OK, OfSlack);
        receiver.Map("/pagerduty", PagerDuty, """{"status":"success","message":"Event processed"}""", StatusCodes.Status202Accepted, OfPagerDuty);
        receiver.Map("/webhook", Webhook, "", StatusCodes.Status200OK, OfWebhook);
        await app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // https://api.slack.com/reference/messaging/attachments
    internal static IEnumerable<Notification> OfSlack(JsonNode body) =>
        body["attachments"]?.AsArray().Select(attachment => new Notification(Slack, Text(attachment?["title"]), Text(attachment?["text"]))) ?? [];

    // https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
    internal static IEnumerable<Notification> OfPagerDuty(JsonNode body) =>
        [new Notification(PagerDuty, Text(body["payload"]?["summary"]), $"{Text(body["event_action"])}, severity {Text(body["payload"]?["severity"])}")];

    // https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
    internal static IEnumerable<Notification> OfWebhook(JsonNode body) =>
        body["alerts"]?.AsArray().Select(alert => new Notification(
            Webhook,
            string.Create(CultureInfo.InvariantCulture, $"[{Text(alert?["status"]).ToUpperInvariant()}] {Text(alert?["labels"]?["alertname"])}"),
            Text(alert?["annotations"]?["summary"]))) ?? [];

    private static string Text(JsonNode? node) => node?.ToString().Trim() ?? "";

    private string Address(string path) => new Uri(new Uri(_app.Urls.First()), path).ToString();

    private void Map(string path, string receiver, string answer, int status, Func<JsonNode, IEnumerable<Notification>> read) =>
        _app.MapPost(path, async (HttpContext context) =>
        {
            if (TurnsDownPages && receiver == PagerDuty)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync("This is a rehearsal: nobody is paged.", context.RequestAborted);
                return;
            }

            try
            {
                var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
                foreach (var notification in body is null ? [] : read(body))
                {
                    _notifications.Writer.TryWrite(notification);
                }
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync($"{receiver} got what it cannot read.", context.RequestAborted);
                return;
            }

            context.Response.StatusCode = status;
            await context.Response.WriteAsync(answer, context.RequestAborted);
        });
}
