using System.Text;
using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Manifests;

/// <summary>Patterns of folders as npm's <c>workspaces</c> has them, and others nearly so: <c>*</c>, <c>**</c>, <c>?</c>, <c>{a,b}</c>, and <c>!</c> to leave out again.</summary>
internal sealed class FolderPattern
{
    private const int MaximumPatterns = 200;
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<(bool IsNegative, Regex Expression)> _rules;

    public FolderPattern(IEnumerable<string> patterns) =>
        _rules = [.. patterns.Take(MaximumPatterns).Select(pattern => (pattern.StartsWith('!'), Compile(pattern.TrimStart('!'))))];

    /// <summary>Whether the last rule that matches a folder takes it in.</summary>
    public bool Matches(string folder)
    {
        var isMatch = false;
        foreach (var (isNegative, expression) in _rules)
        {
            if (isMatch == isNegative && IsMatch(expression, folder))
            {
                isMatch = !isNegative;
            }
        }

        return isMatch;
    }

    private static bool IsMatch(Regex expression, string folder)
    {
        try
        {
            return expression.IsMatch(folder);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Compile(string pattern)
    {
        var text = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;
        text = text.Trim('/');
        var expression = new StringBuilder(@"\A");
        var braces = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*' when i + 1 < text.Length && text[i + 1] == '*':
                    var hasSlash = i + 2 < text.Length && text[i + 2] == '/';
                    expression.Append(hasSlash ? "(?:[^/]+/)*" : ".*");
                    i += hasSlash ? 2 : 1;
                    break;
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '{':
                    expression.Append("(?:");
                    braces++;
                    break;
                case '}' when braces > 0:
                    expression.Append(')');
                    braces--;
                    break;
                case ',' when braces > 0:
                    expression.Append('|');
                    break;
                default:
                    expression.Append(Regex.Escape(text[i].ToString()));
                    break;
            }
        }

        expression.Append(')', braces);
        return new Regex(expression.Append(@"\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MatchTimeout);
    }
}
