namespace SpecCursor.AiService.Languages;

/// <summary>A piece of source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index after its last character.</param>
/// <param name="Value">What it says: its text, a name without the marks that some languages allow around it.</param>
internal readonly record struct CodeToken(TokenKind Kind, int Start, int End, string Value)
{
    /// <summary>Whether it is part of what the code says, line ends and indentation apart.</summary>
    public bool IsCode => Kind is TokenKind.Name or TokenKind.Number or TokenKind.Text or TokenKind.Mark or TokenKind.Directive;
}
