using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>What parsed before, parses after.</summary>
internal sealed class SyntaxRule : IPatchRule
{
    /// <inheritdoc />
    public PatchViolation? Check(ReviewedPatch patch)
    {
        foreach (var file in patch.Files)
        {
            if (file.ParsedBefore is not null && JavaScriptFile.TryParse(file.Path, file.After, out var reason) is null)
            {
                return new PatchViolation("syntax-broken", reason);
            }

            if (file is { CodeBefore.Problem: null, CodeAfter.Problem: { } problem })
            {
                return new PatchViolation("syntax-broken", $"{file.Path} would be no sound code: {problem}.");
            }
        }

        return null;
    }
}
