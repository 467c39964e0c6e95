namespace SpecCursor.AiService.Validation;

/// <summary>How much a patch may change. Read from <c>SpecCursor:Ai:Validation</c>.</summary>
public sealed class ValidationOptions
{
    /// <summary>The most files, 1 to 100.</summary>
    public int MaximumFiles { get; set; } = 20;

    /// <summary>The most bytes of UTF-8 in one changed file, 1 to 1,048,576.</summary>
    public int MaximumFileBytes { get; set; } = 64 * 1024;

    /// <summary>The most lines added and removed in all files together, 1 to 10,000.</summary>
    public int MaximumChangedLines { get; set; } = 400;
}
