using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SpecCursor.Versioning.Python;

/// <summary>The grammar of versions: PEP 440, appendix B, which admits many spellings of one version.</summary>
internal static partial class PythonVersionText
{
    /// <summary>The most digits of a number that is read.</summary>
    private const int MaximumDigits = 18;

    /// <summary>Reads a version that stands alone; null when the text is none.</summary>
    public static PythonVersion? Parse(string text)
    {
        var match = Pattern.Match(text);
        if (!match.Success || !PythonText.IsAscii(text))
            return null;
        var numbers = match.Groups["number"].Captures.Select(capture => Number(capture.Value)).ToList();
        if (numbers.Contains(null))
            return null;
        var segments = match.Groups["release"].Value.Split('.').Select(segment => Number(segment)!.Value);
        return new PythonVersion(Optional(match, "epoch") ?? 0, [.. segments], Suffix(match));
    }

    private static PythonSuffix Suffix(Match match) => new()
    {
        Pre = match.Groups["phase"] is { Success: true } phase ? PythonPre.Of(phase.Value, Optional(match, "pre") ?? 0) : null,
        Post = match.Groups["post"].Success ? Optional(match, "implicit") ?? Optional(match, "explicit") ?? 0 : null,
        Dev = match.Groups["dev"].Success ? Optional(match, "build") ?? 0 : null,
        Local = Local(match.Groups["local"].Value),
    };

    private static ImmutableArray<string> Local(string text) => text.Length == 0 ? [] : [.. text.Split('.', '-', '_').Select(PythonLocal.Normalize)];

    private static long? Optional(Match match, string group) => match.Groups[group] is { Success: true } number ? Number(number.Value) : null;

    private static long? Number(string digits)
    {
        var significant = digits.AsSpan().TrimStart('0');
        return significant.Length > MaximumDigits ? null
            : significant.IsEmpty ? 0
            : long.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        """
        ^v?
        (?:(?<epoch>(?<number>[0-9]+))!)?
        (?<release>(?<number>[0-9]+)(?:\.(?<number>[0-9]+))*)
        (?:[-_.]?(?<phase>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<pre>(?<number>[0-9]+))?)?
        (?<post>-(?<implicit>(?<number>[0-9]+))|[-_.]?(?:post|rev|r)[-_.]?(?<explicit>(?<number>[0-9]+))?)?
        (?<dev>[-_.]?dev[-_.]?(?<build>(?<number>[0-9]+))?)?
        (?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\z
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
