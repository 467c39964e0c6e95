using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using SpecCursor.GitHubApp.Deliveries;
using SpecCursor.GitHubApp.Webhooks.Events;
using SpecCursor.GitHubApp.Webhooks.Throttling;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>
/// <c>POST /api/github/webhooks</c>. Cheap checks first, then the signature over the raw body, and only then is the body looked at. Answers when
/// the delivery is on disk; the work itself is queued.
/// </summary>
/// <remarks>
/// Signature, header and event names are Octokit.Webhooks'. Its ready-made endpoint is not used: it answers every fault with 400 and plain text,
/// takes a delivery without a signature where no secret is set, and knows no limit.
/// </remarks>
internal sealed class WebhookEndpoint(
    SignatureCheck signatures,
    DeliveryIntake intake,
    LargeBodyGate gate,
    SenderThrottle throttle,
    SpecCursorMetrics metrics,
    ILogger<WebhookEndpoint> logger)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/api/github/webhooks";

    private const string Rejected = "rejected";
    private const string Failed = "failed";

    /// <summary>Handles one delivery.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (!throttle.Admits(context.Connection.RemoteIpAddress, out var wait))
        {
            return Postpone(context.Response, wait);
        }

        var fault = SignatureCheck.Inspect(request.Headers[SignatureCheck.HeaderName]);
        if (request.ContentLength > WebhookOptions.MaximumBody)
        {
            return Refuse(null, TooLarge());
        }

        if (!request.HasJsonContentType())
        {
            return Refuse(null, new DeliveryRefusal(
                StatusCodes.Status415UnsupportedMediaType, "content-type-unsupported", "Deliveries must have the content type application/json."));
        }

        if (fault is not null)
        {
            return Refuse(null, Unsigned(context, fault));
        }

        if (DeliveryHeaders.Read(request.Headers, out var headers) is { } error)
        {
            return Refuse(null, new DeliveryRefusal(StatusCodes.Status400BadRequest, "headers-invalid", error));
        }

        return await ReadAsync(context, headers).ConfigureAwait(false);
    }

    private async Task<IResult> ReadAsync(HttpContext context, DeliveryHeaders headers)
    {
        var request = context.Request;
        var cancellationToken = context.RequestAborted;
        DeliveryPlan plan;
        var entered = await gate.EnterAsync(request.ContentLength, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await DeliveryBody.ReadAsync(request, WebhookOptions.MaximumBody, cancellationToken).ConfigureAwait(false) is not { } body)
            {
                return Refuse(headers.Event, TooLarge());
            }

            using (body)
            {
                if (!signatures.Verify(request.Headers[SignatureCheck.HeaderName]!, body.Span))
                {
                    return Refuse(headers.Event, Unsigned(context, SignatureFault.Mismatch));
                }

                throttle.Trust(context.Connection.RemoteIpAddress);

                plan = intake.Read(headers, body.Span);
            }
        }
        catch (JsonException exception)
        {
            return Refuse(headers.Event, new DeliveryRefusal(
                StatusCodes.Status400BadRequest, "json-malformed", $"The body is not the JSON of a {headers.Event} delivery{Position(exception)}."));
        }
        finally
        {
            gate.Leave(entered);
        }

        return plan.Ignored is null && plan.Refused is null
            ? await RecordAsync(headers, plan, cancellationToken).ConfigureAwait(false)
            : Decline(headers, plan);
    }

    private IResult Decline(DeliveryHeaders headers, DeliveryPlan plan)
    {
        if (plan.Refused is { } refusal)
        {
            return Refuse(headers.Event, refusal);
        }

        metrics.WebhookReceived(headers.Event, "ignored");
        return Answer(StatusCodes.Status200OK, new DeliveryAnswer { Outcome = "ignored", DeliveryId = headers.DeliveryId, Reason = plan.Ignored });
    }

    private async Task<IResult> RecordAsync(DeliveryHeaders headers, DeliveryPlan plan, CancellationToken cancellationToken)
    {
        Recording recording;
        try
        {
            recording = await intake.RecordAsync(intake.Describe(headers, plan), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Refuse(headers.Event, new DeliveryRefusal(
                StatusCodes.Status503ServiceUnavailable, "not-recorded", "The delivery could not be recorded. Deliver it again later."));
        }

        if (recording == Recording.Forged)
        {
            logger.LogWarning("Delivery {DeliveryId} came again with another body", headers.DeliveryId);
            return Refuse(headers.Event, new DeliveryRefusal(
                StatusCodes.Status409Conflict, "delivery-id-reused", "A delivery with this id was recorded before, with another body."));
        }

        return recording == Recording.New ? Accept(headers, plan) : Repeat(headers, plan);
    }

    private IResult Accept(DeliveryHeaders headers, DeliveryPlan plan)
    {
        if (plan.RefusedCommands.Any(refused => refused.Command.Contains("..", StringComparison.Ordinal)))
        {
            metrics.SuspiciousActivity("path_traversal");
        }

        if (plan.Upgrades.Count == 0)
        {
            var first = plan.RefusedCommands[0];
            return Refuse(headers.Event, new DeliveryRefusal(
                StatusCodes.Status422UnprocessableEntity, "commands-invalid", $"No command can be followed. {first.Command}: {first.Reason}"));
        }

        metrics.WebhookReceived(headers.Event, "accepted");
        return Answer(StatusCodes.Status202Accepted, Describe("accepted", headers, plan));
    }

    private IResult Repeat(DeliveryHeaders headers, DeliveryPlan plan)
    {
        metrics.WebhookReceived(headers.Event, "duplicate");
        return Answer(StatusCodes.Status200OK, Describe("duplicate", headers, plan));
    }

    private IResult Refuse(string? eventName, DeliveryRefusal refusal)
    {
        metrics.WebhookReceived(eventName, refusal.Status >= StatusCodes.Status500InternalServerError ? Failed : Rejected);
        logger.LogInformation("Refused a delivery: {Code}: {Reason}", refusal.Code, refusal.Detail);
        return Results.Problem(
            detail: refusal.Detail, statusCode: refusal.Status, type: $"urn:speccursor:problem:{refusal.Code}",
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
    }

    private DeliveryRefusal Unsigned(HttpContext context, SignatureFault fault)
    {
        throttle.Distrust(context.Connection.RemoteIpAddress);
        metrics.SignatureFailed(fault.Reason);
        return new DeliveryRefusal(StatusCodes.Status401Unauthorized, $"signature-{fault.Reason}", fault.Detail);
    }

    private IResult Postpone(HttpResponse response, TimeSpan wait)
    {
        // Counted as what it would most likely have been: while the noise goes on, so do the alert and the throttle.
        metrics.SignatureFailed("throttled");
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

        // Otherwise the server would read the body to its end to use the connection again.
        response.Headers.Connection = "close";
        return Refuse(null, new DeliveryRefusal(
            StatusCodes.Status429TooManyRequests,
            "sender-throttled",
            $"Too many deliveries from this address had no valid signature. Try again in {seconds} s; one with a valid signature ends this."));
    }

    private static DeliveryRefusal TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body is larger than the {WebhookOptions.MaximumBody} bytes that are accepted here.");

    private static DeliveryAnswer Describe(string outcome, DeliveryHeaders headers, DeliveryPlan plan) => new()
    {
        Outcome = outcome,
        DeliveryId = headers.DeliveryId,
        Upgrades = [.. plan.Upgrades.Select(upgrade => upgrade.Context.UpgradeId)],
        Refused = plan.RefusedCommands.Count == 0 ? null : plan.RefusedCommands,
    };

    private static IResult Answer(int status, DeliveryAnswer answer) => Results.Json(answer, AnswerJson.Default.DeliveryAnswer, statusCode: status);

    private static string Position(JsonException exception) =>
        exception is { LineNumber: { } line, BytePositionInLine: { } column } ? $" (line {line + 1}, byte {column + 1})" : "";
}
