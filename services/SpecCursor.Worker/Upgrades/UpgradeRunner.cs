using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Ahead;
using SpecCursor.Messaging.Progress;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Changelogs;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.LiveOutput;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Upgrades;

/// <summary>The worker's whole job, in the order of the steps.</summary>
internal sealed class UpgradeRunner(
    EcosystemRegistry ecosystems,
    RepositoryLocator locator,
    WorkspaceFactory workspaces,
    PackageCaches packages,
    EditApplier edits,
    ChangelogReader changelogs,
    OutputFeeds feeds,
    IStepProgress progress,
    IProofAhead ahead,
    IOptions<WorkerOptions> options,
    SpecCursorMetrics metrics,
    TimeProvider time,
    ILogger<UpgradeRunner> logger) : IUpgradeRunner
{
    public async Task<UpgradeRan> RunAsync(RunUpgrade command, CancellationToken cancellationToken)
    {
        await using var output = feeds.Start(command);
        var steps = new StepRecorder(command, progress, metrics, time, logger, output);
        var draft = new ReportDraft();
        using var deadline = new CancellationTokenSource(options.Value.RunTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await RunStepsAsync(command, steps, draft, output, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Each command has its own limit; together they could outlast the message's, which would have it handled again from the start.
            var failure = new StepFailure { Code = FailureCodes.RunTooLong, Reason = $"The run took longer than {options.Value.RunTimeout.TotalMinutes:0} minutes." };
            return Answer(command, steps, RunOutcome.Failed, draft.TryBuild(), failure);
        }
        catch (StepFailedException exception)
        {
            logger.LogWarning("The upgrade can't be done: {Code}: {Reason}", exception.Failure.Code, exception.Failure.Reason);
            return Answer(command, steps, RunOutcome.Failed, draft.TryBuild(), exception.Failure);
        }
    }

    private async Task<UpgradeRan> RunStepsAsync(
        RunUpgrade command, StepRecorder steps, ReportDraft draft, OutputFeed? output, CancellationToken cancellationToken)
    {
        Workspace? workspace = null;
        PackageCache? cache = null;
        try
        {
            IEcosystem ecosystem = null!;
            RepositoryLocation repository = null!;
            UpgradeRun run = null!;
            await steps.RunAsync(
                UpgradeStep.Resolve,
                async activity =>
                {
                    ecosystem = Check(command.Context);
                    repository = locator.Locate(command.Context.Repository);
                    workspace = await workspaces.CreateAsync(
                        repository, command.PinnedCommit, command.Context.UpgradeId, command.Fence, cancellationToken);
                    cache = await packages.OpenAsync(repository, ecosystem.Name, workspace, cancellationToken);
                    run = await StartAsync(command, workspace, cache, output, cancellationToken);
                    draft.Notes.AddRange(await CheckoutLimits.OfAsync(workspace, run.Files, cancellationToken));
                    draft.Head = workspace.Head;
                    (draft.Declaration, draft.Resolution) = await ProjectChooser.ChooseAsync(ecosystem, run, cancellationToken);
                    activity?.SetVersions(draft.Declaration.LockedVersion, draft.Resolution.Version);
                    return StepStatus.Succeeded;
                },
                cancellationToken);
            await steps.RunAsync(
                UpgradeStep.Apply,
                async activity =>
                {
                    activity?.SetVersions(draft.Declaration!.LockedVersion, draft.Resolution!.Version);
                    await ApplyAsync(ecosystem, run, draft, cancellationToken);

                    // Nothing that the tests do can change what is to be proved, so it may begin now.
                    await ahead.AnnounceAsync(ProveUpgrade.Of(command.Context, command.Fence, command.Attempt, draft.TryBuild()!), cancellationToken);
                    return StepStatus.Succeeded;
                },
                cancellationToken);
            StepFailure? failure = null;
            await steps.RunAsync(
                UpgradeStep.Test,
                async activity =>
                {
                    activity?.SetVersions(draft.Declaration!.LockedVersion, draft.Resolution!.Version);
                    failure = await TestAsync(ecosystem, run, repository, draft, cancellationToken);
                    return failure is null ? StepStatus.Succeeded : StepStatus.Failed;
                },
                cancellationToken);
            return Answer(command, steps, failure is null ? RunOutcome.Succeeded : RunOutcome.TestsFailed, draft.TryBuild(), failure);
        }
        finally
        {
            if (workspace is not null)
            {
                await EndAsync(workspace, cache);
            }
        }
    }

    private async Task EndAsync(Workspace workspace, PackageCache? cache)
    {
        await using (workspace)
        {
            if (cache is not null)
            {
                await packages.KeepAsync(cache, CancellationToken.None);
            }
        }
    }

    private IEcosystem Check(UpgradeContext context)
    {
        var ecosystem = ecosystems.Get(context.Ecosystem);
        if (!PackageName.TryValidate(context.Ecosystem, context.PackageName, out var error))
        {
            throw new StepFailedException(FailureCodes.InvalidPackageName, error);
        }

        return TargetVersion.TryValidate(context.Ecosystem, context.TargetVersion, out error)
            ? ecosystem
            : throw new StepFailedException(FailureCodes.InvalidTargetVersion, error);
    }

    private static async Task<UpgradeRun> StartAsync(RunUpgrade command, Workspace workspace, PackageCache packages, OutputFeed? output, CancellationToken cancellationToken) => new()
    {
        Command = command,
        Workspace = workspace,
        Files = await workspace.ListFilesAsync(cancellationToken),
        Packages = packages,
        Output = output,
    };

    private async Task ApplyAsync(IEcosystem ecosystem, UpgradeRun run, ReportDraft draft, CancellationToken cancellationToken)
    {
        var repaired = await edits.ApplyAsync(run, draft.Declaration!, cancellationToken);
        var application = await ecosystem.ApplyAsync(run, draft.Declaration!, draft.Resolution!, cancellationToken);

        // Taken before any code of the repository or its dependencies runs: nothing that it writes gets into the change.
        draft.ChangedFiles = [.. application.ChangedFiles.Concat(repaired).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        draft.Diff = await run.Workspace.DiffAsync(draft.ChangedFiles, ReportDraft.MaximumDiffBytes, cancellationToken);
        draft.Application = application;
        draft.ReleaseNotes = application.Package is { } package
            ? await changelogs.ReadAsync(package, ecosystem.Name, draft.Declaration!.LockedVersion, draft.Resolution!.Version, cancellationToken)
            : null;
    }

    private async Task<StepFailure?> TestAsync(
        IEcosystem ecosystem, UpgradeRun run, RepositoryLocation repository, ReportDraft draft, CancellationToken cancellationToken)
    {
        draft.Tests = await BuildAndTestAsync(ecosystem, run, draft.Declaration!, cancellationToken);
        if (draft.Tests is null)
        {
            draft.Notes.Add("There are no tests that could be run: nothing was tested.");
        }

        if (draft.Tests is null || ToolFailures.Succeeded(draft.Tests))
        {
            return null;
        }

        if (run.Command.Attempt <= 1)
        {
            await CheckBaseAsync(ecosystem, run, repository, draft, cancellationToken);
        }

        draft.Usages = await ecosystem.FindUsagesAsync(run, draft.Declaration!, draft.Tests, cancellationToken);
        return new StepFailedException(FailureCodes.TestsFailed, ReasonOf(draft.Tests), draft.Tests.Output).Failure;
    }

    /// <summary>What runs on installation may fail for the same reasons as tests do, a build for one; so it counts as one.</summary>
    private static async Task<CommandOutput?> BuildAndTestAsync(
        IEcosystem ecosystem, UpgradeRun run, Declaration declaration, CancellationToken cancellationToken)
    {
        var preparation = await ecosystem.PrepareAsync(run, declaration, cancellationToken);
        return preparation is not null && !ToolFailures.Succeeded(preparation) ? preparation : await ecosystem.TestAsync(run, declaration, cancellationToken);
    }

    /// <summary>Tells what the upgrade broke from what was broken before. Later attempts know already.</summary>
    private async Task CheckBaseAsync(
        IEcosystem ecosystem, UpgradeRun run, RepositoryLocation repository, ReportDraft draft, CancellationToken cancellationToken)
    {
        await using var workspace = await workspaces.CreateAsync(
            repository, run.Workspace.Head.Commit, run.Context.UpgradeId, run.Command.Fence, cancellationToken);
        var before = run with { Workspace = workspace };
        var install = await ecosystem.InstallBaseAsync(before, draft.Declaration!, cancellationToken);
        if (!ToolFailures.Succeeded(install))
        {
            throw new StepFailedException(
                FailureCodes.TestsFailingBeforeUpgrade,
                WithRemarks("The tests fail with the upgrade, and without it the dependencies could not even be installed.", draft),
                install.Output);
        }

        var tests = await BuildAndTestAsync(ecosystem, before, draft.Declaration!, cancellationToken);
        if (tests is not null && !ToolFailures.Succeeded(tests))
        {
            throw new StepFailedException(
                FailureCodes.TestsFailingBeforeUpgrade, WithRemarks("The repository's tests fail without the upgrade too, so they can't judge it.", draft), tests.Output);
        }
    }

    /// <summary>What is not in the workspace may be why.</summary>
    private static string WithRemarks(string reason, ReportDraft draft) => string.Join(' ', [reason, .. draft.Notes]);

    private static string ReasonOf(CommandOutput tests) => tests.LimitExceeded is { } limit
        ? $"'{tests.Command}' was stopped after the upgrade: it exceeded its limit of {limit}. Before the upgrade it passed."
        : $"'{tests.Command}' fails after the upgrade (exit code {tests.ExitCode}), and passed before.";

    private static UpgradeRan Answer(RunUpgrade command, StepRecorder steps, RunOutcome outcome, UpgradeReport? report, StepFailure? failure) => new()
    {
        UpgradeId = command.Context.UpgradeId,
        Fence = command.Fence,
        Attempt = command.Attempt,
        Outcome = outcome,
        Report = report,
        Failure = failure,
        Timings = steps.Timings,
    };
}
