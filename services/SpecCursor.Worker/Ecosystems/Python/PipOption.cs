using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>An option of pip that stands in a requirements file.</summary>
/// <param name="Name">Its long name.</param>
/// <param name="Value">Its value, without quotes; empty where it has none.</param>
internal sealed partial record PipOption(string Name, string Value)
{
    public const string Requirement = "--requirement";
    public const string Constraint = "--constraint";
    public const string IndexUrl = "--index-url";
    public const string ExtraIndexUrl = "--extra-index-url";
    public const string FindLinks = "--find-links";
    public const string NoIndex = "--no-index";
    public const string TrustedHost = "--trusted-host";

    private static readonly string[] WithValue =
    [
        Requirement, Constraint, IndexUrl, ExtraIndexUrl, FindLinks, TrustedHost, "--pypi-url", "--editable", "--no-binary", "--only-binary", "--use-feature",
    ];

    private static readonly Dictionary<char, string> Short = new()
    {
        ['r'] = Requirement,
        ['c'] = Constraint,
        ['i'] = IndexUrl,
        ['f'] = FindLinks,
        ['e'] = "--editable",
    };

    /// <summary>Reads the options of a line.</summary>
    public static IEnumerable<PipOption> Of(string line)
    {
        var words = Word().Matches(line).Select(word => Quotes().Replace(word.Value, string.Empty)).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith('-'))
            {
                continue;
            }

            var (name, value) = Split(words[i]);
            if (value is null && WithValue.Contains(name) && i + 1 < words.Count)
            {
                value = words[++i];
            }

            yield return new PipOption(name == "--pypi-url" ? IndexUrl : name, value ?? string.Empty);
        }
    }

    private static (string Name, string? Value) Split(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal))
        {
            var known = word.Length > 1 ? Short.GetValueOrDefault(word[1]) : null;
            return (known ?? word, known is not null && word.Length > 2 ? word[2..].TrimStart('=') : null);
        }

        // pip takes any beginning of a name that only one name has.
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var written = equals < 0 ? word : word[..equals];
        var name = WithValue.FirstOrDefault(option => option == written)
            ?? WithValue.FirstOrDefault(option => written.Length > 3 && option.StartsWith(written, StringComparison.Ordinal))
            ?? written;
        return (name, equals < 0 ? null : word[(equals + 1)..]);
    }

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^ \t"'])+""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("""["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Quotes();
}
