using System.ComponentModel.DataAnnotations;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>How patient the workflow is. Read from <c>SpecCursor:Controller</c>.</summary>
public sealed class WorkflowOptions
{
    /// <summary>Where it is read from.</summary>
    public const string Section = "SpecCursor:Controller";

    /// <summary>Repairs that are tried before an upgrade whose tests fail is given up, 0 to 10.</summary>
    [Range(0, 10)]
    public int MaximumPatchAttempts { get; set; } = 3;

    /// <summary>
    /// Upgrades of one repository that are under way at once, 1 to 1000. Those beyond wait until one of them has ended, so that a repository
    /// that asks for hundreds leaves workers to the others.
    /// </summary>
    [Range(1, 1000)]
    public int UpgradesPerRepository { get; set; } = 8;

    /// <summary>How long each step may take.</summary>
    public DeadlineOptions Deadlines { get; set; } = new();

    /// <summary>How often overdue steps are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an <c>Idempotency-Key</c> is remembered.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan IdempotencyKeyLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the reports of ended upgrades (lock graphs, diffs, outputs) are kept. The upgrades themselves stay.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepReportsFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>When a step that is dispatched at a moment is overdue.</summary>
    public DateTimeOffset DeadlineOf(UpgradeStep step, DateTimeOffset dispatchedAt) => dispatchedAt + step switch
    {
        UpgradeStep.Patch => Deadlines.Patch,
        UpgradeStep.Prove => Deadlines.Prove,
        UpgradeStep.Publish => Deadlines.Publish,
        _ => Deadlines.Run,
    };
}
