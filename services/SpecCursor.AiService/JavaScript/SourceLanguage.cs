namespace SpecCursor.AiService.JavaScript;

/// <summary>How a file can be understood.</summary>
internal enum SourceLanguage
{
    /// <summary>JavaScript, which is parsed.</summary>
    JavaScript,

    /// <summary>TypeScript or JSX, of which only the tokens are read.</summary>
    TypeScript,

    /// <summary>Anything else, which is text.</summary>
    Other,
}
