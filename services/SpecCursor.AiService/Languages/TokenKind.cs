namespace SpecCursor.AiService.Languages;

/// <summary>What a token is, as far as anyone here asks.</summary>
internal enum TokenKind
{
    /// <summary>Blanks, and ends of lines that mean nothing.</summary>
    Space,

    /// <summary>The end of a line, where the language cares for it.</summary>
    NewLine,

    /// <summary>The blanks before a line's first token, where the language cares for them.</summary>
    Indent,

    /// <summary>A comment that no tool reads.</summary>
    Comment,

    /// <summary>What a compiler is told outside the language proper: a directive, a build constraint, a part that isn't compiled.</summary>
    Directive,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text or a character, with its quotes.</summary>
    Text,

    /// <summary>One character of punctuation.</summary>
    Mark,
}
