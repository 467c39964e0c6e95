using SpecCursor.AiService.Languages.CSharp;
using SpecCursor.AiService.Languages.Go;
using SpecCursor.AiService.Languages.Python;
using SpecCursor.AiService.Languages.Rust;

namespace SpecCursor.AiService.Languages;

/// <summary>The languages that are read by tokens.</summary>
internal static class LanguageCatalogue
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Language> All { get; } = [new RustLanguage(), new PythonLanguage(), new GoLanguage(), new CSharpLanguage()];

    /// <summary>The language of a file; null when it is none of these.</summary>
    public static Language? Of(string path)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        return All.FirstOrDefault(language => language.Extensions.Contains(extension));
    }
}
