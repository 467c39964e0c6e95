namespace SpecCursor.AiService.Validation.Rules;

/// <summary>A patch adds nothing by which code could pass its tests without being right, or do what no repair needs.</summary>
internal sealed class SubversionRule : IPatchRule
{
    /// <inheritdoc />
    public PatchViolation? Check(ReviewedPatch patch)
    {
        foreach (var file in patch.Files)
        {
            var (before, after) = file switch
            {
                { TokenLanguage: { } language, CodeBefore: { } codeBefore, CodeAfter: { } codeAfter } => (language.Subversions(codeBefore), language.Subversions(codeAfter)),
                { ParsedBefore: { } parsedBefore, ParsedAfter: { } parsedAfter } => (SubversiveConstructs.In(parsedBefore), SubversiveConstructs.In(parsedAfter)),
                _ => (SubversivePatterns.In(file.Before), SubversivePatterns.In(file.After)),
            };
            var known = before.CountBy(what => what).ToDictionary();
            foreach (var (what, count) in after.CountBy(what => what))
            {
                if (count > known.GetValueOrDefault(what))
                {
                    return new PatchViolation("tests-subverted", $"{file.Path} would {what}, which a repair doesn't need.");
                }
            }
        }

        return null;
    }
}
