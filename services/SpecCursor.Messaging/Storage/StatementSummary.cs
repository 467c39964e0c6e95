using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace SpecCursor.Messaging.Storage;

/// <summary>
/// Names a statement by what it does to which table, such as <c>SELECT controller.upgrades</c>: few names, without values, as OpenTelemetry's
/// conventions for database spans want them (<c>db.query.summary</c>).
/// </summary>
internal static partial class StatementSummary
{
    private const int MaximumKnown = 512;
    private const int MaximumTextLength = 4096;

    /// <summary>So much text takes no time to speak of, and a process that was stopped for a while must not fail at the name of a statement.</summary>
    private const int NoTimeout = -1;

    /// <summary>The texts seen so far, most of which come again and again.</summary>
    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);

    /// <summary>The summary; null where the text begins with no word.</summary>
    /// <param name="statement">The statement, or several, of which the first that reads or writes a table gives the name.</param>
    public static string? Of(string statement)
    {
        if (Known.TryGetValue(statement, out var summary))
        {
            return summary;
        }

        summary = Read(statement.Length <= MaximumTextLength ? statement : statement[..MaximumTextLength]);
        if (statement.Length <= MaximumTextLength && Known.Count < MaximumKnown)
        {
            Known.TryAdd(statement, summary);
        }

        return summary;
    }

    private static string? Read(string statement)
    {
        var operation = Operation().Match(statement);
        if (operation.Success)
        {
            return $"{operation.Groups["verb"].Value.ToUpperInvariant()} {operation.Groups["table"].Value.Replace("\"", "", StringComparison.Ordinal)}";
        }

        var word = FirstWord().Match(statement);
        return word.Success ? word.Value.ToUpperInvariant() : null;
    }

    // A table's name is not followed by a parenthesis: that is a function, as in extract(epoch FROM now()).
    [GeneratedRegex(
        """\b(?:(?<verb>select)\b[^;]*?\bfrom|(?<verb>insert)\s+into|(?<verb>delete)\s+from|(?<verb>merge)\s+into|(?<verb>update)(?:\s+only)?)\s+(?<table>"?[a-z_][\w$]{0,62}"?(?:\."?[a-z_][\w$]{0,62}"?)?)(?![\w$."(])""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        NoTimeout)]
    private static partial Regex Operation();

    [GeneratedRegex(@"[a-z]{1,32}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, NoTimeout)]
    private static partial Regex FirstWord();
}
