using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>A file that is being changed.</summary>
/// <param name="path">Repository-relative path.</param>
/// <param name="code">The file.</param>
/// <param name="language">Its language.</param>
internal sealed class CodeRewrite(string path, CodeText code, ICodeLanguage language)
{
    private readonly List<string> _unhandled = [];

    /// <summary>The file as it stands.</summary>
    public CodeText Code { get; } = code;

    /// <summary>What it loads.</summary>
    public IReadOnlySet<string> Imports { get; } = language.Imports(code).ToHashSet(StringComparer.Ordinal);

    /// <summary>Collects the changes.</summary>
    public SourceEditor Editor { get; } = new(code.Text);

    /// <summary>What could not be changed.</summary>
    public IReadOnlyList<string> Unhandled => _unhandled;

    /// <summary>Replaces one token.</summary>
    public void Replace(int index, string replacement) => Replace(index, index, replacement);

    /// <summary>Replaces tokens, with what stands between them.</summary>
    public void Replace(int first, int last, string replacement) => Editor.Replace(Code.Tokens[first].Start, Code.Tokens[last].End, replacement);

    /// <summary>Inserts text before a token.</summary>
    public void InsertBefore(int index, string insertion) => Editor.Insert(Code.Tokens[index].Start, insertion);

    /// <summary>Leaves a use of what broke as it is.</summary>
    public void Decline(int index, string reason) => _unhandled.Add($"{path}:{Code.LineOf(Code.Tokens[index].Start)}: {reason}");
}
