using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Validation;

/// <summary>One file of a patch, as it was and as it would be.</summary>
internal sealed class ReviewedFile
{
    private readonly Lazy<JavaScriptFile?> _before;
    private readonly Lazy<JavaScriptFile?> _after;
    private readonly Lazy<CodeText?> _codeBefore;
    private readonly Lazy<CodeText?> _codeAfter;

    /// <summary>Pairs two texts of a file.</summary>
    public ReviewedFile(string path, string before, string after)
    {
        Path = path;
        Before = before;
        After = after;
        Language = SourceLanguages.Of(path);
        _before = new(() => JavaScriptFile.TryParse(path, before, out _));
        _after = new(() => JavaScriptFile.TryParse(path, after, out _));
        CodeLanguage = CodeLanguages.Of(path);
        _codeBefore = new(() => CodeLanguage?.Read(before));
        _codeAfter = new(() => CodeLanguage?.Read(after));
    }

    /// <summary>Repository-relative path.</summary>
    public string Path { get; }

    /// <summary>The text as it was.</summary>
    public string Before { get; }

    /// <summary>The text as it would be.</summary>
    public string After { get; }

    /// <summary>How the file can be understood.</summary>
    public SourceLanguage Language { get; }

    /// <summary>The language of the file, where it is read as tokens; null for any other.</summary>
    public ICodeLanguage? CodeLanguage { get; }

    /// <summary>The tokens as they were; null without <see cref="CodeLanguage"/>.</summary>
    public CodeText? CodeBefore => _codeBefore.Value;

    /// <summary>The tokens as they would be; null without <see cref="CodeLanguage"/>.</summary>
    public CodeText? CodeAfter => _codeAfter.Value;

    /// <summary>The text as it was, parsed; null when it is no JavaScript.</summary>
    public JavaScriptFile? ParsedBefore => _before.Value;

    /// <summary>The text as it would be, parsed; null when it is no JavaScript.</summary>
    public JavaScriptFile? ParsedAfter => _after.Value;
}
