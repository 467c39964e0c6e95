namespace SpecCursor.AiService.Validation;

/// <summary>One rule that every patch keeps.</summary>
internal interface IPatchRule
{
    /// <summary>Looks for the first thing that breaks the rule; null when nothing does.</summary>
    PatchViolation? Check(ReviewedPatch patch);
}
