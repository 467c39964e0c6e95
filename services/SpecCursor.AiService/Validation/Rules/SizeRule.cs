using System.Text;
using SpecCursor.AiService.Diffs;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>A patch is small enough for a person to review.</summary>
internal sealed class SizeRule(ValidationOptions options) : IPatchRule
{
    /// <inheritdoc />
    public PatchViolation? Check(ReviewedPatch patch)
    {
        if (patch.Files.Count > options.MaximumFiles)
        {
            return new PatchViolation("patch-too-large", $"The patch changes {patch.Files.Count} files; at most {options.MaximumFiles} are allowed.");
        }

        if (patch.Files.FirstOrDefault(file => Encoding.UTF8.GetByteCount(file.After) > options.MaximumFileBytes) is { } large)
        {
            return new PatchViolation("patch-too-large", $"{large.Path} would be larger than {options.MaximumFileBytes} bytes.");
        }

        var lines = patch.Files.Sum(file => LineChanges.Between(file.Before, file.After).Count);
        return lines > options.MaximumChangedLines
            ? new PatchViolation("patch-too-large", $"The patch adds and removes {lines} lines; at most {options.MaximumChangedLines} are allowed.")
            : null;
    }
}
