namespace SpecCursor.AiService.Diffs;

/// <summary>A line that was added or removed.</summary>
/// <param name="IsAddition">Whether it was added.</param>
/// <param name="Text">The line without its end.</param>
internal readonly record struct LineChange(bool IsAddition, string Text);
