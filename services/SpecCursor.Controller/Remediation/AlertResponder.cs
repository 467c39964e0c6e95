using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Controller.Remediation;

/// <summary>Responds to alerts whose rules declare a remedy: once for each alert, within bounds, and with a line in the audit log.</summary>
internal sealed class AlertResponder(
    IServiceScopeFactory scopes,
    IEnumerable<IRemedy> remedies,
    ExpiredRemediations expired,
    IOptions<RemediationOptions> options,
    SpecCursorMetrics metrics,
    TimeProvider time,
    ILogger<AlertResponder> logger)
{
    public const string Actor = "alertmanager";

    private readonly Dictionary<string, IRemedy> _remedies = remedies.ToDictionary(remedy => remedy.Action, StringComparer.Ordinal);

    /// <summary>Responds to one alert. Alertmanager repeats itself: the second time nothing happens.</summary>
    /// <returns>What it led to; null when it led to nothing.</returns>
    public async Task<RemediationEntry?> RespondAsync(ReceivedAlert alert, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ControllerDbContext>();
        await expired.EndAsync(db, cancellationToken);
        if (alert.IsResolved)
        {
            return await ResolveAsync(db, alert, cancellationToken);
        }

        if (alert.Remediation is not { } action)
        {
            return null;
        }

        if (!_remedies.TryGetValue(action, out var remedy))
        {
            logger.LogWarning("Alert {Alert} declares the remediation {Action}, which does not exist", alert.Name, BoundedText.Of(action, 64));
            metrics.Remediation("unknown", RemediationEntry.Skipped);
            return null;
        }

        return await StartAsync(db, alert, remedy, cancellationToken);
    }

    /// <summary>Ends a response before its time.</summary>
    /// <returns>It; null when there is none of that id that goes on.</returns>
    public async Task<RemediationEntry?> RevertAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ControllerDbContext>();
        await expired.EndAsync(db, cancellationToken);
        if (await db.Remediations.FirstOrDefaultAsync(entry => entry.Id == id && entry.EndedAt == null, cancellationToken) is not { } live)
        {
            return null;
        }

        End(db, live, actor);
        await db.SaveChangesAsync(cancellationToken);
        return live;
    }

    private async Task<RemediationEntry?> ResolveAsync(ControllerDbContext db, ReceivedAlert alert, CancellationToken cancellationToken)
    {
        var live = await db.Remediations
            .Where(entry => entry.Fingerprint == alert.Fingerprint && entry.EndedAt == null)
            .ToListAsync(cancellationToken);
        foreach (var entry in live)
        {
            End(db, entry, Actor);
        }

        await db.SaveChangesAsync(cancellationToken);
        return live.FirstOrDefault();
    }

    private async Task<RemediationEntry?> StartAsync(ControllerDbContext db, ReceivedAlert alert, IRemedy remedy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var refusal = await RefusalAsync(db, alert, remedy, now, cancellationToken);
        var entry = Describe(alert, remedy, now, refusal, out var target);
        db.Remediations.Add(entry);
        if (refusal is not null)
        {
            db.Audit.Add(entry.ToAudit(AuditEntry.RemediationStarted, Actor, now));
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }

        if (refusal is null)
        {
            await ApplyAsync(remedy, target, entry, cancellationToken);
            await RecordAsync(db, entry);
        }

        metrics.Remediation(entry.Action, entry.Outcome);
        logger.LogWarning(
            "Alert {Alert} led to {Action}: {Outcome}. {Detail}", entry.Alert, entry.Action, entry.Outcome, entry.Detail);
        return entry;
    }

    private async Task<string?> RefusalAsync(
        ControllerDbContext db, ReceivedAlert alert, IRemedy remedy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return "Automated responses are switched off.";
        }

        if (remedy.Accept(alert, out _) is { } reason)
        {
            return reason;
        }

        if (await IsEndedByPersonAsync(db, alert, remedy, cancellationToken))
        {
            return "A person ended this response, and the alert has not been resolved since.";
        }

        var hourAgo = now - TimeSpan.FromHours(1);
        var recent = await db.Remediations.CountAsync(entry => entry.StartedAt > hourAgo && entry.Outcome != RemediationEntry.Skipped, cancellationToken);
        return recent < options.Value.MaximumAnHour ? null : $"There were {recent} responses within an hour, which is as many as are allowed.";
    }

    /// <summary>Whether somebody decided otherwise since the alert began: that it is told again is no reason to overrule them.</summary>
    private static async Task<bool> IsEndedByPersonAsync(ControllerDbContext db, ReceivedAlert alert, IRemedy remedy, CancellationToken cancellationToken) =>
        alert.StartsAt?.ToUniversalTime() is { } start
        && await db.Remediations.AnyAsync(
            entry => entry.Fingerprint == alert.Fingerprint && entry.Action == remedy.Action
                && entry.EndedAt > start && entry.EndedBy != Actor && entry.EndedBy != ExpiredRemediations.Actor,
            cancellationToken);

    private RemediationEntry Describe(ReceivedAlert alert, IRemedy remedy, DateTimeOffset now, string? refusal, out string? target)
    {
        target = null;
        if (refusal is null)
        {
            remedy.Accept(alert, out target);
        }

        // It stays live until the alert is resolved, even where nothing is left to do: that is how a repetition is recognised. Until it is known
        // what became of it, it has failed: should this process end now, nobody is told that something was done which was not.
        return new RemediationEntry
        {
            Id = Guid.CreateVersion7(now),
            Fingerprint = BoundedText.Of(alert.Fingerprint, RemediationMapping.MaximumText),
            Alert = BoundedText.Of(alert.Name, RemediationMapping.MaximumText),
            Action = remedy.Action,
            Target = target,
            StartedAt = now,
            ExpiresAt = now + options.Value.LongestResponse,
            Outcome = refusal is null ? RemediationEntry.Failed : RemediationEntry.Skipped,
            Detail = BoundedText.Of(refusal ?? "It was begun, and nobody knows whether it was done.", RemediationMapping.MaximumDetail),
        };
    }

    private async Task ApplyAsync(IRemedy remedy, string? target, RemediationEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            entry.Detail = BoundedText.Of(await remedy.ApplyAsync(target, cancellationToken), RemediationMapping.MaximumDetail);
            entry.Outcome = RemediationEntry.Succeeded;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is, and be it that nobody waits any more: it is told as a failure, and not left as something that began.
            logger.LogError(exception, "The response {Action} to alert {Alert} failed", entry.Action, entry.Alert);
            entry.Detail = BoundedText.Of(exception.Message, RemediationMapping.MaximumDetail);
        }
    }

    /// <summary>Writes down what became of it, together with its line in the audit log, even when whoever asked has left.</summary>
    private async Task RecordAsync(ControllerDbContext db, RemediationEntry entry)
    {
        db.Audit.Add(entry.ToAudit(AuditEntry.RemediationStarted, Actor, entry.StartedAt));
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch
        {
            // What stands there is a failure, so nothing is in force.
            metrics.Remediation(entry.Action, RemediationEntry.Failed);
            throw;
        }
    }

    private void End(ControllerDbContext db, RemediationEntry entry, string actor)
    {
        entry.EndedAt = time.GetUtcNow();
        entry.EndedBy = BoundedText.Of(actor, RemediationMapping.MaximumText);
        db.Audit.Add(entry.ToAudit(AuditEntry.RemediationEnded, actor, time.GetUtcNow()));
    }
}
