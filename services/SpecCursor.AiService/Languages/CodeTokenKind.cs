namespace SpecCursor.AiService.Languages;

/// <summary>What a token is.</summary>
internal enum CodeTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string or a character, with its quotes.</summary>
    Text,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A single sign of punctuation.</summary>
    Sign,
}
