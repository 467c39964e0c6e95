using System.Security.Cryptography;
using System.Text;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Ecosystems;

namespace SpecCursor.Worker.Upgrades;

/// <summary>Applies a repair: to existing files of the repository only, and only to the very bytes that it was made from.</summary>
internal sealed class EditApplier(SpecCursorMetrics metrics)
{
    private const int MaximumEdits = 60;
    private const int MaximumFileBytes = 1024 * 1024;

    /// <returns>The paths that changed.</returns>
    /// <exception cref="StepFailedException">The repair doesn't apply.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken)
    {
        var edits = run.Command.Edits;
        if (edits.Count > MaximumEdits)
        {
            throw Refuse($"it changes {edits.Count} files; {MaximumEdits} are allowed");
        }

        var changed = new List<string>();
        foreach (var edit in edits)
        {
            if (declaration.ManagedFiles.Contains(edit.Path, StringComparer.Ordinal))
            {
                metrics.SuspiciousActivity("patch_out_of_scope");
                throw Refuse($"it changes '{edit.Path}', which is the upgrade's own to change");
            }

            if (await ApplyAsync(run, edit, cancellationToken))
            {
                changed.Add(edit.Path);
            }
        }

        return changed;
    }

    private static async Task<bool> ApplyAsync(UpgradeRun run, FileEdit edit, CancellationToken cancellationToken)
    {
        var content = Encoding.UTF8.GetBytes(edit.NewContent);
        if (content.Length > MaximumFileBytes)
        {
            throw Refuse($"'{edit.Path}' would be larger than {MaximumFileBytes / 1024} KiB");
        }

        try
        {
            var current = await run.Workspace.Tree.ReadAsync(edit.Path, MaximumFileBytes, cancellationToken)
                ?? throw Refuse($"'{edit.Path}' is not there");
            if (Convert.ToHexStringLower(SHA256.HashData(current)) != edit.BaseSha256)
            {
                throw Refuse($"'{edit.Path}' is not what it was made from");
            }

            await run.Workspace.Tree.WriteAsync(edit.Path, content, cancellationToken);
            return !content.AsSpan().SequenceEqual(current);
        }
        catch (StepFailedException exception) when (exception.Failure.Code is FailureCodes.UnsafePath or FailureCodes.FileTooLarge)
        {
            throw Refuse(exception.Failure.Reason);
        }
    }

    private static StepFailedException Refuse(string why) =>
        new(FailureCodes.PatchDoesNotApply, $"The repair does not apply: {why}{(why.EndsWith('.') ? string.Empty : ".")}");
}
