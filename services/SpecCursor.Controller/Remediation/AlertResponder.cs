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
        await db.Remediations
            .Where(entry => entry.Fingerprint == alert.Fingerprint && entry.EndedAt == null && entry.ExpiresAt <= now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(entry => entry.EndedAt, entry => entry.ExpiresAt).SetProperty(entry => entry.EndedBy, "time"), cancellationToken);
        var entry = Describe(alert, remedy, now, await RefusalAsync(db, alert, remedy, now, cancellationToken), out var target);
        db.Remediations.Add(entry);
        db.Audit.Add(Line(AuditEntry.RemediationStarted, Actor, entry));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }

        if (entry.Outcome == RemediationEntry.Succeeded)
        {
            await ApplyAsync(remedy, target, entry, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
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

        var hourAgo = now - TimeSpan.FromHours(1);
        var recent = await db.Remediations.CountAsync(entry => entry.StartedAt > hourAgo && entry.Outcome != RemediationEntry.Skipped, cancellationToken);
        return recent < options.Value.MaximumAnHour ? null : $"There were {recent} responses within an hour, which is as many as are allowed.";
    }

    private RemediationEntry Describe(ReceivedAlert alert, IRemedy remedy, DateTimeOffset now, string? refusal, out string? target)
    {
        target = null;
        if (refusal is null)
        {
            remedy.Accept(alert, out target);
        }

        // It stays live until the alert is resolved, even where nothing is left to do: that is how a repetition is recognised.
        return new RemediationEntry
        {
            Id = Guid.CreateVersion7(now),
            Fingerprint = BoundedText.Of(alert.Fingerprint, RemediationMapping.MaximumText),
            Alert = BoundedText.Of(alert.Name, RemediationMapping.MaximumText),
            Action = remedy.Action,
            Target = target,
            StartedAt = now,
            ExpiresAt = now + options.Value.LongestResponse,
            Outcome = refusal is null ? RemediationEntry.Succeeded : RemediationEntry.Skipped,
            Detail = BoundedText.Of(refusal ?? "It begins.", RemediationMapping.MaximumDetail),
        };
    }

    private async Task ApplyAsync(IRemedy remedy, string? target, RemediationEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            entry.Detail = BoundedText.Of(await remedy.ApplyAsync(target, cancellationToken), RemediationMapping.MaximumDetail);
        }
        catch (Exception exception) when (exception is NpgsqlException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            logger.LogError(exception, "The response {Action} to alert {Alert} failed", entry.Action, entry.Alert);
            entry.Outcome = RemediationEntry.Failed;
            entry.Detail = BoundedText.Of(exception.Message, RemediationMapping.MaximumDetail);
        }
    }

    private void End(ControllerDbContext db, RemediationEntry entry, string actor)
    {
        entry.EndedAt = time.GetUtcNow();
        entry.EndedBy = BoundedText.Of(actor, RemediationMapping.MaximumText);
        db.Audit.Add(Line(AuditEntry.RemediationEnded, actor, entry));
    }

    private AuditEntry Line(string action, string actor, RemediationEntry entry) => new()
    {
        At = time.GetUtcNow(),
        Actor = BoundedText.Of(actor, 200),
        Action = action,
        Detail = $"{entry.Action}{(entry.Target is null ? "" : $" {entry.Target}")} for {entry.Alert}: {entry.Outcome}",
        TraceId = System.Diagnostics.Activity.Current?.TraceId.ToHexString(),
    };
}
