using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using SpecCursor.Contracts.Api;

namespace SpecCursor.GitHubApp.Webhooks.Throttling;

/// <summary>
/// Asks the controller whether noisy senders are to be slowed down. Asked for and not told, so that each replica hears of it, one that
/// started later as well, and also of the end.
/// </summary>
internal sealed class ThrottleWatch(
    IHttpClientFactory clients, SenderThrottle throttle, IOptions<ThrottleOptions> options, TimeProvider time, ILogger<ThrottleWatch> logger)
    : BackgroundService
{
    /// <summary>The HTTP client's name.</summary>
    public const string Client = "controller";

    private const string Action = "throttle_sender";

    private static readonly Uri InForce = new("/api/v1/remediations?live=true&pageSize=100", UriKind.Relative);

    private bool _isAnswered = true;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Check, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                Enforce(await AskAsync(stoppingToken).ConfigureAwait(false));
                _isAnswered = true;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // What is in force stays so until its time is over. Said once, and not every few seconds.
                if (_isAnswered)
                {
                    logger.LogWarning("The controller does not say whether senders are to be slowed down: {Reason}", exception.Message);
                }

                _isAnswered = false;
            }
        }
    }

    private void Enforce(DateTimeOffset? until)
    {
        var was = throttle.IsInForce;
        throttle.Enforce(until);
        if (throttle.IsInForce != was)
        {
            logger.LogInformation(
                "Senders of many deliveries without a valid signature are {State}", was ? "slowed down no longer" : $"slowed down until {until:u} at most");
        }
    }

    private async Task<DateTimeOffset?> AskAsync(CancellationToken cancellationToken)
    {
        // Neither a span here nor a trace at the controller: it is asked every few seconds, and belongs to no request.
        using var silence = SuppressInstrumentationScope.Begin();
        using var client = clients.CreateClient(Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, InForce);
        request.Headers.Add("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00");
        using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var page = await response.Content.ReadFromJsonAsync<PageOf<RemediationResource>>(JsonSerializerOptions.Web, cancellationToken).ConfigureAwait(false);
        return page!.Items.Where(item => item.Action == Action).Select(item => (DateTimeOffset?)item.ExpiresAt).Max();
    }
}
