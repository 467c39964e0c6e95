namespace SpecCursor.AiService.Languages;

/// <summary>A token of source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last.</param>
internal readonly record struct CodeToken(CodeTokenKind Kind, int Start, int End);
