using SpecCursor.AiService.Diffs;
using SpecCursor.AiService.Providers;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Generation;

/// <summary>Writes answers from what the providers made.</summary>
internal sealed class PatchAnswers(SecretRedactor redactor)
{
    private const int MaximumReason = 2000;

    /// <summary>The answer to a command.</summary>
    /// <param name="command">What was asked.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="duration">How long it took.</param>
    public PatchGenerated Of(GeneratePatch command, GenerationResult result, TimeSpan duration)
    {
        var proposal = result.Proposal;
        return new PatchGenerated
        {
            UpgradeId = command.Context.UpgradeId,
            Fence = command.Fence,
            Attempt = command.Attempt,
            Outcome = proposal.Outcome,
            Provider = result.Provider,
            Recipe = proposal.Recipe,
            Model = proposal.Model,
            Summary = Shown(proposal.Summary),
            Edits = [.. proposal.Files.Select(file => EditOf(command, file))],
            Usage = proposal.Usage,
            Duration = duration,
            Failure = proposal.Failure is { } failure ? failure with { Reason = Shown(failure.Reason) } : null,
        };
    }

    private static FileEdit EditOf(GeneratePatch command, ProposedFile file)
    {
        var source = command.Files.First(candidate => candidate.Path == file.Path);
        return new FileEdit
        {
            Path = file.Path,
            BaseSha256 = source.Sha256,
            NewContent = file.Content,
            Diff = UnifiedDiff.Of(file.Path, source.Content, file.Content),
        };
    }

    private string Shown(string text)
    {
        var redacted = redactor.Redact(text);
        return redacted.Length > MaximumReason ? redacted[..MaximumReason] : redacted;
    }
}
