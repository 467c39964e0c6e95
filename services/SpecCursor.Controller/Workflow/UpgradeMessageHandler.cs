using SpecCursor.Contracts.Messages;
using SpecCursor.Controller.Upgrades;
using Wolverine;

namespace SpecCursor.Controller.Workflow;

/// <summary>
/// What comes in on the controller's queue. Each message is one transaction: the inbox, the upgrade's row, its events and the
/// outgoing command commit together.
/// </summary>
public static class UpgradeMessageHandler
{
    /// <summary>A webhook asks for an upgrade.</summary>
    public static Task Handle(
        UpgradeRequested message, IMessageContext bus, ControllerDbContext db, UpgradeIntake intake, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intake);
        return intake.RequestAsync(message, bus, cancellationToken);
    }

    /// <summary>A step began.</summary>
    public static Task Handle(
        StepStarted message, IMessageContext bus, ControllerDbContext db, UpgradeProcessor processor, UpgradeWorkflow workflow, CancellationToken cancellationToken) =>
        processor.ApplyAsync(
            message.UpgradeId, bus, (upgrade, steps, now) => workflow.Started(upgrade, steps, message, now), StepMaterial.None, cancellationToken);

    /// <summary>A run ended.</summary>
    public static async Task Handle(
        UpgradeRan message, IMessageContext bus, ControllerDbContext db, UpgradeProcessor processor, UpgradeWorkflow workflow, CancellationToken cancellationToken)
    {
        var decision = await processor.ApplyAsync(
            message.UpgradeId,
            bus,
            (upgrade, steps, now) => workflow.Ran(upgrade, steps, message, now),
            new StepMaterial { Report = message.Report },
            cancellationToken);
        if (decision is { Ignored: null } && message.Report is { } report)
        {
            db.Runs.Add(new RunEntry
            {
                UpgradeId = message.UpgradeId,
                Fence = message.Fence,
                Attempt = message.Attempt,
                Report = CompressedJson.Write(report),
                CreatedAt = decision.Upgrade.UpdatedAt,
            });
        }
    }

    /// <summary>A repair was made, or was not.</summary>
    public static async Task Handle(
        PatchGenerated message, IMessageContext bus, ControllerDbContext db, UpgradeProcessor processor, UpgradeWorkflow workflow, CancellationToken cancellationToken)
    {
        var decision = await processor.ApplyAsync(
            message.UpgradeId,
            bus,
            (upgrade, now) => workflow.Patched(upgrade, message, now),
            new StepMaterial { Edits = message.Edits },
            cancellationToken);
        if (decision is { Ignored: null })
        {
            db.Patches.Add(PatchEntry.From(message, decision.Upgrade.UpdatedAt));
        }
    }

    /// <summary>The obligations were discharged, or were not.</summary>
    public static async Task Handle(
        UpgradeProved message, IMessageContext bus, ControllerDbContext db, UpgradeProcessor processor, UpgradeWorkflow workflow, CancellationToken cancellationToken)
    {
        var decision = await processor.ApplyAsync(
            message.UpgradeId,
            bus,
            (upgrade, now) => workflow.Proved(upgrade, message, now),
            new StepMaterial { Obligations = message.Obligations },
            cancellationToken);
        if (decision is { Ignored: null })
        {
            db.Proofs.AddRange(message.Obligations.Select((obligation, ordinal) => ProofEntry.From(message, obligation, ordinal)));
        }
    }

    /// <summary>The branch was published, or was not.</summary>
    public static async Task Handle(
        UpgradePublished message, IMessageContext bus, ControllerDbContext db, UpgradeProcessor processor, CancellationToken cancellationToken)
    {
        var decision = await processor.ApplyAsync(
            message.UpgradeId, bus, (upgrade, now) => UpgradeWorkflow.Published(upgrade, message, now), StepMaterial.None, cancellationToken);
        if (decision is { Ignored: null } && message.Failure is null)
        {
            db.Audit.Add(processor.Audit(
                AuditEntry.Published, "github-app", decision.Upgrade, $"{message.Branch} at {message.Commit} {message.PullRequestUrl}".Trim()));
        }
    }

    /// <summary>A service gave its command up.</summary>
    public static Task Handle(
        StepFaulted message, IMessageContext bus, ControllerDbContext db, UpgradeProcessor processor, CancellationToken cancellationToken) =>
        processor.ApplyAsync(
            message.UpgradeId, bus, (upgrade, steps, now) => UpgradeWorkflow.Faulted(upgrade, steps, message, now), StepMaterial.None, cancellationToken);
}
