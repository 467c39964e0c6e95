using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Validation;

/// <summary>One file of a patch, as it was and as it would be.</summary>
internal sealed class ReviewedFile
{
    private readonly Lazy<JavaScriptFile?> _before;
    private readonly Lazy<JavaScriptFile?> _after;

    /// <summary>Pairs two texts of a file.</summary>
    public ReviewedFile(string path, string before, string after)
    {
        Path = path;
        Before = before;
        After = after;
        Language = SourceLanguages.Of(path);
        _before = new(() => JavaScriptFile.TryParse(path, before, out _));
        _after = new(() => JavaScriptFile.TryParse(path, after, out _));
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
}
