using SpecCursor.AiService.Languages.CSharp;
using SpecCursor.AiService.Languages.Go;
using SpecCursor.AiService.Languages.Python;
using SpecCursor.AiService.Languages.Rust;

namespace SpecCursor.AiService.Languages;

/// <summary>The languages that are read as tokens.</summary>
internal static class CodeLanguages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICodeLanguage> All { get; } = [new RustLanguage(), new PythonLanguage(), new GoLanguage(), new CSharpLanguage()];

    /// <summary>The language of a path; null for any other.</summary>
    public static ICodeLanguage? Of(string path) =>
        All.FirstOrDefault(language => Path.GetExtension(path).Equals(language.Extension, StringComparison.OrdinalIgnoreCase));
}
