using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Validation;

/// <summary>One file of a patch, as it was and as it would be.</summary>
internal sealed class ReviewedFile
{
    private readonly Lazy<JavaScriptFile?> _before;
    private readonly Lazy<JavaScriptFile?> _after;
    private readonly Lazy<Code?> _codeBefore;
    private readonly Lazy<Code?> _codeAfter;

    /// <summary>Pairs two texts of a file.</summary>
    public ReviewedFile(string path, string before, string after)
    {
        Path = path;
        Before = before;
        After = after;
        Language = SourceLanguages.Of(path);
        _before = new(() => JavaScriptFile.TryParse(path, before, out _));
        _after = new(() => JavaScriptFile.TryParse(path, after, out _));
        TokenLanguage = LanguageCatalogue.Of(path);
        _codeBefore = new(() => TokenLanguage?.Read(path, before));
        _codeAfter = new(() => TokenLanguage?.Read(path, after));
    }

    /// <summary>Repository-relative path.</summary>
    public string Path { get; }

    /// <summary>The text as it was.</summary>
    public string Before { get; }

    /// <summary>The text as it would be.</summary>
    public string After { get; }

    /// <summary>How the file can be understood.</summary>
    public SourceLanguage Language { get; }

    /// <summary>The text as it was, parsed; null when it is no JavaScript.</summary>
    public JavaScriptFile? ParsedBefore => _before.Value;

    /// <summary>The text as it would be, parsed; null when it is no JavaScript.</summary>
    public JavaScriptFile? ParsedAfter => _after.Value;

    /// <summary>The file's language, where it is one that is read by tokens; else null.</summary>
    public Language? TokenLanguage { get; }

    /// <summary>The text as it was, in tokens; null when its language isn't read so.</summary>
    public Code? CodeBefore => _codeBefore.Value;

    /// <summary>The text as it would be, in tokens; null when its language isn't read so.</summary>
    public Code? CodeAfter => _codeAfter.Value;
}
