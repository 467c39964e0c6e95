using System.Diagnostics;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>The spans of an upgrade. Each method returns null where nobody listens, so callers use <c>?.</c> and <c>using</c>.</summary>
public static class SpecCursorActivities
{
    /// <summary>The name of <see cref="Source"/>.</summary>
    public const string SourceName = "SpecCursor";

    /// <summary>The source of all of SpecCursor's own spans.</summary>
    public static ActivitySource Source { get; } = new(SourceName, typeof(SpecCursorActivities).Assembly.GetName().Version?.ToString(3));

    /// <summary>Starts <c>upgrade</c>: an upgrade is being accepted.</summary>
    public static Activity? StartUpgrade(Guid upgradeId, string ecosystem, string package, string targetVersion)
    {
        var activity = Source.StartActivity("upgrade");
        activity?.SetUpgrade(upgradeId, ecosystem, package).SetTag(SpanAttributes.VersionTo, targetVersion);
        return activity;
    }

    /// <summary>Starts <c>upgrade.&lt;step&gt;</c>.</summary>
    /// <param name="step"><c>resolve</c>, <c>apply</c>, <c>test</c>, <c>patch</c>, <c>prove</c> or <c>publish</c>.</param>
    /// <param name="upgradeId">The upgrade.</param>
    /// <param name="ecosystem">Its ecosystem.</param>
    /// <param name="package">The package that is upgraded.</param>
    public static Activity? StartUpgradeStep(string step, Guid upgradeId, string ecosystem, string package)
    {
        var activity = Source.HasListeners() ? Source.StartActivity("upgrade." + step) : null;
        activity?.SetUpgrade(upgradeId, ecosystem, package).SetTag(SpanAttributes.Step, step);
        return activity;
    }

    /// <summary>
    /// Starts <c>create</c> of the semantic conventions for messaging: a message is made. Its context goes with the message, so that whoever handles it is below.
    /// </summary>
    /// <param name="id">The message's id.</param>
    /// <param name="system">What carries it, in the conventions' words.</param>
    /// <param name="queue">The queue that it goes to.</param>
    public static Activity? StartMessageCreation(Guid id, string system, string queue)
    {
        var activity = Source.StartActivity("create", ActivityKind.Producer);
        activity?
            .SetTag("messaging.system", system)
            .SetTag("messaging.destination.name", queue)
            .SetTag("messaging.message.id", id.ToString())
            .SetTag("messaging.operation.name", "create")
            .SetTag("messaging.operation.type", "create");
        return activity;
    }

    /// <summary>Starts <c>sandbox.exec</c>: a command in the sandbox.</summary>
    /// <param name="executable">The executable's name. Arguments are left out: they may carry what must not be kept.</param>
    public static Activity? StartSandboxExec(string executable)
    {
        var activity = Source.StartActivity("sandbox.exec");
        activity?.SetTag("process.executable.name", executable);
        return activity;
    }

    /// <summary>Starts <c>ai.generate</c> with the attributes of the GenAI semantic conventions.</summary>
    /// <param name="provider"><c>anthropic</c>, or <c>recipes</c>.</param>
    /// <param name="model">The model asked for; null for recipes.</param>
    public static Activity? StartAiGeneration(string provider, string? model)
    {
        var activity = Source.StartActivity("ai.generate", model is null ? ActivityKind.Internal : ActivityKind.Client);
        activity?.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.provider.name", provider).SetTag("gen_ai.request.model", model);
        return activity;
    }

    /// <summary>Starts <c>proof.discharge</c>: one obligation is given to one engine.</summary>
    public static Activity? StartProofDischarge(string engine, string obligation)
    {
        var activity = Source.StartActivity("proof.discharge");
        activity?.SetTag(SpanAttributes.ProofEngine, engine).SetTag(SpanAttributes.ProofObligation, obligation);
        return activity;
    }

    /// <summary>Says which upgrade a span, such as that of a message being handled, belongs to; log lines inside then carry <c>upgrade_id</c>.</summary>
    public static Activity SetUpgrade(this Activity activity, Guid upgradeId, string ecosystem, string package)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity
            .SetTag(SpanAttributes.UpgradeId, upgradeId.ToString())
            .SetTag(SpanAttributes.Ecosystem, ecosystem)
            .SetTag(SpanAttributes.Package, package);
    }

    /// <summary>Says from which version to which.</summary>
    public static Activity SetVersions(this Activity activity, string? from, string? to)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.SetTag(SpanAttributes.VersionFrom, from).SetTag(SpanAttributes.VersionTo, to);
    }

    /// <summary>Marks a span as failed for a reason that is not an exception.</summary>
    public static Activity Fail(this Activity activity, string reason)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.SetStatus(ActivityStatusCode.Error, reason);
    }

    /// <summary>Marks a span as failed and records the exception in it.</summary>
    public static Activity Fail(this Activity activity, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(exception);
        return activity.SetStatus(ActivityStatusCode.Error, exception.Message).AddException(exception);
    }
}
