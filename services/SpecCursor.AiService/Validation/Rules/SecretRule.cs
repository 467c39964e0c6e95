using SpecCursor.AiService.Diffs;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>A patch adds no secret, and nothing that stands for one that was hidden from its maker.</summary>
internal sealed class SecretRule(SecretRedactor redactor) : IPatchRule
{
    private const string HiddenMark = "[redacted";

    /// <inheritdoc />
    public PatchViolation? Check(ReviewedPatch patch)
    {
        foreach (var file in patch.Files)
        {
            var changes = LineChanges.Between(file.Before, file.After);
            if (Count(changes, isAddition: true, line => line.Contains(HiddenMark, StringComparison.Ordinal)) > Count(changes, isAddition: false, line => line.Contains(HiddenMark, StringComparison.Ordinal)))
            {
                return new PatchViolation(
                    "secret-hidden", $"{file.Path} would contain the mark of a hidden secret. Leave lines with such a mark as they are.");
            }

            if (Count(changes, isAddition: true, IsSecret) > Count(changes, isAddition: false, IsSecret))
            {
                return new PatchViolation("secret-added", $"{file.Path} would contain what looks like a secret.") { SuspiciousKind = "secret_leak" };
            }
        }

        return null;
    }

    private bool IsSecret(string line) => redactor.Redact(line) != line;

    private static int Count(IReadOnlyList<LineChange> changes, bool isAddition, Func<string, bool> predicate) =>
        changes.Count(change => change.IsAddition == isAddition && predicate(change.Text));
}
