using Microsoft.EntityFrameworkCore;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Remediation.Remedies;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>Makes the command of a step out of the upgrade and what earlier steps left behind.</summary>
internal sealed class CommandFactory(ControllerDbContext db, TimeProvider time)
{
    public Task<IUpgradeCommand> CreateAsync(Upgrade upgrade, UpgradeStep step, StepMaterial material, CancellationToken cancellationToken) => step switch
    {
        UpgradeStep.Patch => PatchAsync(upgrade, material, cancellationToken),
        UpgradeStep.Prove => ProveAsync(upgrade, material, cancellationToken),
        UpgradeStep.Publish => PublishAsync(upgrade, material, cancellationToken),
        _ => RunAsync(upgrade, material, cancellationToken),
    };

    private async Task<IUpgradeCommand> RunAsync(Upgrade upgrade, StepMaterial material, CancellationToken cancellationToken) => new RunUpgrade
    {
        Context = upgrade.ToContext(),
        Fence = upgrade.Fence,
        Attempt = upgrade.Attempt,
        Edits = await EditsAsync(upgrade, material, cancellationToken),
        PinnedCommit = upgrade.PinnedCommit,
        PinnedVersion = upgrade.PinnedCommit is null ? null : upgrade.ToVersion,
    };

    private async Task<IUpgradeCommand> PatchAsync(Upgrade upgrade, StepMaterial material, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(upgrade, material, cancellationToken);
        return new GeneratePatch
        {
            Context = upgrade.ToContext(),
            Fence = upgrade.Fence,
            Attempt = upgrade.Attempt,
            FromVersion = report.FromVersion,
            ToVersion = report.ToVersion,
            Tests = report.Tests ?? throw new InvalidOperationException("A repair was asked for, but the report has no failing tests."),
            Files = report.Usages,
            EarlierEdits = await EditsAsync(upgrade, material, cancellationToken),
            CircuitOpenUntil = await db.FindRemediationEndAsync(OpenAiCircuit.Name, OpenAiCircuit.Claude, time.GetUtcNow(), cancellationToken),
        };
    }

    private async Task<IUpgradeCommand> ProveAsync(Upgrade upgrade, StepMaterial material, CancellationToken cancellationToken) =>
        ProveUpgrade.Of(upgrade.ToContext(), upgrade.Fence, upgrade.Attempt, await ReportAsync(upgrade, material, cancellationToken));

    private async Task<IUpgradeCommand> PublishAsync(Upgrade upgrade, StepMaterial material, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(upgrade, material, cancellationToken);
        return new PublishUpgrade
        {
            Context = upgrade.ToContext(),
            Fence = upgrade.Fence,
            Attempt = upgrade.Attempt,
            BaseCommit = report.BaseCommit,
            BaseBranch = report.BaseBranch,
            Diff = report.Diff,
            ManifestPath = report.ManifestPath,
            FromVersion = report.FromVersion,
            ToVersion = report.ToVersion,
            OldRange = report.OldRange,
            WrittenRange = report.WrittenRange,
            Tests = report.Tests,
            Patch = await PatchSummaryAsync(upgrade, cancellationToken),
            Obligations = material.Obligations ?? await ObligationsAsync(upgrade, cancellationToken),
            ReleaseNotes = report.ReleaseNotes,
            Notes = report.Notes,
            TraceId = upgrade.TraceId,
        };
    }

    private async Task<UpgradeReport> ReportAsync(Upgrade upgrade, StepMaterial material, CancellationToken cancellationToken)
    {
        if (material.Report is { } report)
        {
            return report;
        }

        var stored = await db.Runs.AsNoTracking().Where(run => run.UpgradeId == upgrade.Id)
            .OrderByDescending(run => run.Fence).Select(run => run.Report).FirstOrDefaultAsync(cancellationToken);
        return stored is null
            ? throw new InvalidOperationException($"Upgrade {upgrade.Id} has no report to go on from.")
            : CompressedJson.Read<UpgradeReport>(stored);
    }

    private async Task<IReadOnlyList<FileEdit>> EditsAsync(Upgrade upgrade, StepMaterial material, CancellationToken cancellationToken)
    {
        if (upgrade.Attempt == 1)
        {
            return [];
        }

        return material.Edits ?? (await PatchAsync(upgrade, cancellationToken)).ToEdits();
    }

    private async Task<PatchSummary?> PatchSummaryAsync(Upgrade upgrade, CancellationToken cancellationToken)
    {
        if (upgrade.Attempt == 1)
        {
            return null;
        }

        var patch = await PatchAsync(upgrade, cancellationToken);
        return new PatchSummary
        {
            Provider = patch.Provider,
            Recipe = patch.Recipe,
            Model = patch.Model,
            Summary = patch.Summary,
            Files = [.. patch.ToEdits().Select(edit => edit.Path)],
        };
    }

    private async Task<PatchEntry> PatchAsync(Upgrade upgrade, CancellationToken cancellationToken) =>
        await db.Patches.Where(patch => patch.UpgradeId == upgrade.Id).OrderByDescending(patch => patch.Fence).FirstOrDefaultAsync(cancellationToken)
        ?? throw new InvalidOperationException($"Upgrade {upgrade.Id} is at attempt {upgrade.Attempt} without a repair.");

    private async Task<IReadOnlyList<ObligationResult>> ObligationsAsync(Upgrade upgrade, CancellationToken cancellationToken)
    {
        var latest = await db.Proofs.Where(proof => proof.UpgradeId == upgrade.Id).MaxAsync(proof => (long?)proof.Fence, cancellationToken);
        var proofs = await db.Proofs.AsNoTracking().Where(proof => proof.UpgradeId == upgrade.Id && proof.Fence == latest)
            .OrderBy(proof => proof.Ordinal).ToListAsync(cancellationToken);
        return [.. proofs.Select(proof => proof.ToResult())];
    }
}
