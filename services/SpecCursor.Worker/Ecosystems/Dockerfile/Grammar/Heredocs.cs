using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>Finds the here-documents that an instruction announces.</summary>
internal static partial class Heredocs
{
    /// <summary>Their ends, and whether tabs may stand before those; in their order.</summary>
    public static IEnumerable<(string Name, bool HasTabs)> Find(TracedText line)
    {
        // What a shell would choke on announces nothing.
        foreach (var match in Words(line, isRaw: true).Select(word => Announcement().Match(word.Text)).Where(match => match.Success))
        {
            var name = match.Groups["name"];
            if (Words(new TracedText(name.Value, [.. new int[name.Length]]), isRaw: false) is [var only])
            {
                yield return (only.Text, match.Groups["tabs"].Length > 0);
            }
        }
    }

    private static IReadOnlyList<TracedText> Words(TracedText text, bool isRaw)
    {
        try
        {
            return ShellReader.Read(text, new ShellRules { Escape = '\\', IsRaw = isRaw }).Words();
        }
        catch (FormatException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\A[0-9]*<<(?<tabs>-?)\s*(?<name>[^<]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();
}
