using System.Text;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>
/// Edits what the entries of a <c>yarn.lock</c>, of either kind, were asked for as. yarn keeps what is locked for such a pattern, asks the registry for any
/// other, and takes out those that nobody asks for any more.
/// </summary>
internal static class YarnLockText
{
    /// <summary>Lets the entry of one pattern be that of others, too.</summary>
    /// <param name="lockfile">The lockfile.</param>
    /// <param name="pattern">The pattern whose entry it is.</param>
    /// <param name="others">What else it is to be found as; where other entries are, it is taken from them.</param>
    /// <param name="quote">Writes patterns as an entry's first line.</param>
    public static byte[] Add(byte[] lockfile, string pattern, IReadOnlyCollection<string> others, Func<IEnumerable<string>, string> quote)
    {
        var lines = Encoding.UTF8.GetString(lockfile).Split('\n');
        var written = new List<string>(lines.Length);
        var isDropped = false;
        foreach (var line in lines)
        {
            if (!IsHeader(line))
            {
                if (!isDropped)
                {
                    written.Add(line);
                }

                continue;
            }

            var patterns = Patterns(line);
            var isEntry = patterns.Contains(pattern, StringComparer.Ordinal);
            var kept = isEntry ? patterns.Union(others, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() : patterns.Except(others, StringComparer.Ordinal).ToList();
            isDropped = kept.Count == 0;
            if (!isDropped)
            {
                written.Add(kept.SequenceEqual(patterns) ? line : $"{quote(kept)}:");
            }
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', written));
    }

    /// <summary>The patterns of an entry's first line.</summary>
    public static IReadOnlyList<string> Patterns(string header) =>
        [.. header.TrimEnd('\r', ':').Split(',').Select(pattern => pattern.Trim().Trim('"')).Where(pattern => pattern.Length > 0)];

    /// <summary>Whether a line begins an entry. Very long ones, which yarn 2 and later break in two, are left alone.</summary>
    public static bool IsHeader(string line) => line.Length > 0 && line[0] is not (' ' or '#' or '\t' or '\r' or '?' or ':') && line.TrimEnd('\r').EndsWith(':');
}
