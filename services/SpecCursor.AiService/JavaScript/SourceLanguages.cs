namespace SpecCursor.AiService.JavaScript;

/// <summary>Tells a file's language by its name.</summary>
internal static class SourceLanguages
{
    /// <summary>The language of a path.</summary>
    public static SourceLanguage Of(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JS" or ".CJS" or ".MJS" => SourceLanguage.JavaScript,
        ".TS" or ".CTS" or ".MTS" or ".TSX" or ".JSX" => SourceLanguage.TypeScript,
        _ => SourceLanguage.Other,
    };
}
