using System.Text.RegularExpressions;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>The same as <see cref="SubversiveConstructs"/> for source that can't be parsed, by what it says: cruder, and never milder.</summary>
internal static partial class SubversivePatterns
{
    private static readonly (string What, Regex Pattern)[] Patterns =
    [
        ("use the process", Process()),
        ("use globals", Globals()),
        ("evaluate text", Evaluation()),
        ("change how modules are loaded", ModuleInternals()),
        ("swallow an error", EmptyCatch()),
        ("change a prototype or a test library", SharedWrite()),
    ];

    /// <summary>What they do, as the end of "the file would …", and how often.</summary>
    public static IEnumerable<string> In(string text) =>
        Patterns.SelectMany(pattern => Enumerable.Repeat(pattern.What, pattern.Pattern.Count(text)));

    [GeneratedRegex(@"\bprocess\b", RegexOptions.CultureInvariant)]
    private static partial Regex Process();

    [GeneratedRegex(@"\b(?:globalThis|global)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Globals();

    [GeneratedRegex(@"\beval\s*\(|\bFunction\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Evaluation();

    [GeneratedRegex(@"\brequire\s*\.\s*(?:cache|extensions)|\b_load\b|\b_resolveFilename\b", RegexOptions.CultureInvariant)]
    private static partial Regex ModuleInternals();

    [GeneratedRegex(@"\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}|\.catch\s*\(\s*\(\s*\)\s*=>\s*\{\s*\}", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\.prototype\s*\.|\b(?:assert|expect|chai|jest|vi)\s*(?:\.\s*\w+|\[[^\]]*\])\s*=(?!=)|\bObject\s*\.\s*(?:assign|defineProperty|setPrototypeOf)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SharedWrite();
}
