namespace SpecCursor.AiService.Validation;

/// <summary>A rule that a patch broke.</summary>
/// <param name="Code">The rule, in kebab case.</param>
/// <param name="Reason">What the patch does against it, precise enough for its maker to do better.</param>
internal sealed record PatchViolation(string Code, string Reason)
{
    /// <summary>The kind of suspicious activity that it is; null where it is a mere mistake.</summary>
    public string? SuspiciousKind { get; init; }
}
