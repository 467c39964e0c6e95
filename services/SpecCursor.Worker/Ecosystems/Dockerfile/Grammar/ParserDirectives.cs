using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>
/// The comments at a Dockerfile's very start that tell how to read it (<c># escape=`</c>). Any other comment, an empty line or an instruction ends them.
/// </summary>
internal sealed partial class ParserDirectives
{
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private bool _ended;

    public char Escape { get; private set; } = '\\';

    /// <summary>Takes the next line in, without white space around it.</summary>
    /// <exception cref="FormatException">It says what can't be.</exception>
    public void Read(string line)
    {
        if (_ended || Directive().Match(line) is not { Success: true } match)
        {
            _ended = true;
            return;
        }

        var name = match.Groups["name"].Value;
        if (!_seen.Add(name))
        {
            throw new FormatException($"only one '{name}' parser directive can be used");
        }

        if (name.Equals("escape", StringComparison.OrdinalIgnoreCase))
        {
            Escape = match.Groups["value"].Value is "`" or "\\"
                ? match.Groups["value"].Value[0]
                : throw new FormatException(@"the escape character must be \ or `");
        }
    }

    [GeneratedRegex(@"\A#\s*(?<name>(?i:syntax|escape|check))\s*=\s*(?<value>.+?)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
