using System.Collections.Frozen;
using System.Text;

namespace SpecCursor.AiService.Languages;

/// <summary>
/// What the service knows of a language that it reads by tokens: enough to find what a file loads, what it does that no repair needs, and what of it
/// is a test.
/// </summary>
internal abstract class Language
{
    /// <summary>Endings of file names, with the dot, in lower case.</summary>
    public abstract IReadOnlySet<string> Extensions { get; }

    /// <summary>What words of an assertion stand in the code itself.</summary>
    public abstract IReadOnlySet<string> Assertions { get; }

    /// <summary>Whether ends of lines and indentation are part of what code says.</summary>
    protected virtual bool AreLinesSaid => false;

    /// <summary>Names by which code reaches the process, the environment, files, the network, other code's insides or the compiler.</summary>
    protected abstract IReadOnlySet<string> Subversive { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Repository-relative path.</param>
    /// <param name="text">The whole text.</param>
    public abstract Code Read(string path, string text);

    /// <summary>The modules that a file loads.</summary>
    public abstract IEnumerable<string> Imports(Code code);

    /// <summary>Whether a module comes with the language and reaches nothing outside.</summary>
    public abstract bool IsHarmless(string module);

    /// <summary>Whether a module is a package's own.</summary>
    public abstract bool IsOwn(string package, string module);

    /// <summary>Whether a file is a test by its path, beyond what is one in every language.</summary>
    public virtual bool IsTestPath(string path) => false;

    /// <summary>The parts of a file that test, each with all that it says, and how deep it stands; a file that is a test is one part.</summary>
    /// <param name="code">The file.</param>
    /// <param name="isTest">Whether the file is known for a test.</param>
    public abstract IReadOnlyList<string> Tests(Code code, bool isTest);

    /// <summary>What a file does that no repair needs, as the end of "the file would …".</summary>
    public virtual IEnumerable<string> Subversions(Code code)
    {
        var mere = MereNames(code);
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            var token = code.Tokens[index];
            if (token.Kind == TokenKind.Directive)
            {
                yield return "steer how it is compiled";
            }
            else if (token.Kind == TokenKind.Name && Subversive.Contains(token.Value) && !mere.Contains(index))
            {
                yield return $"use '{token.Value}'";
            }
            else if (token.Kind == TokenKind.Name && !Ascii.IsValid(token.Value))
            {
                yield return "have a name that is not plain ASCII";
            }
        }
    }

    /// <summary>The indices of subversive names that can't mean what they mean elsewhere, by where they stand. What is in doubt is none of them.</summary>
    protected virtual IReadOnlySet<int> MereNames(Code code) => FrozenSet<int>.Empty;

    /// <summary>What tokens say, comments and layout apart.</summary>
    /// <param name="code">The file.</param>
    /// <param name="start">Where they begin in the text.</param>
    /// <param name="end">Where they end.</param>
    protected string Said(Code code, int start, int end)
    {
        var said = new StringBuilder();
        foreach (var token in code.All.Where(token => token.Start >= start && token.End <= end))
        {
            if (token.IsCode)
            {
                said.Append(' ').Append(Plain(token));
            }
            else if (AreLinesSaid && token.Kind == TokenKind.Indent)
            {
                said.Append(token.Value);
            }
            else if (AreLinesSaid && token.Kind == TokenKind.NewLine && said.Length > 0 && said[^1] != '\n')
            {
                said.Append('\n');
            }
        }

        return said.ToString().TrimEnd('\n');
    }

    /// <summary>What a token says, however it is written.</summary>
    protected virtual string Plain(CodeToken token) => token.Value;

    /// <summary>All that a file says.</summary>
    protected string Said(Code code) => Said(code, 0, code.Text.Length);

    /// <summary>A set of names.</summary>
    protected static HashSet<string> Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
