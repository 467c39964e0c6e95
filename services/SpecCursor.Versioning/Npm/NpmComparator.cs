namespace SpecCursor.Versioning.Npm;

/// <summary>One comparator of a parsed range; without a version it admits anything.</summary>
internal sealed record NpmComparator
{
    /// <summary>Admits any version.</summary>
    public static NpmComparator Any { get; } = new(string.Empty, null);

    private NpmComparator(string symbol, NpmVersion? version)
    {
        Symbol = symbol;
        Version = version;
        Text = version is null ? string.Empty : symbol + version.Text;
    }

    /// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, or empty for equality.</summary>
    public string Symbol { get; }

    /// <summary>The bound; null when anything is admitted.</summary>
    public NpmVersion? Version { get; }

    /// <summary>The canonical text, empty when anything is admitted.</summary>
    public string Text { get; }

    /// <summary>Whether nothing precedes the bound that it asks versions to precede.</summary>
    public bool IsNothing => Text == "<0.0.0-0";

    public bool IsLower => Symbol is ">" or ">=";

    public bool IsUpper => Symbol is "<" or "<=";

    /// <summary>Reads a comparator. False when the text has not the shape of one; true with null when its numbers are out of bounds.</summary>
    public static bool TryMatch(string text, NpmSyntax syntax, out NpmComparator? comparator)
    {
        comparator = Any;
        if (text.Length == 0)
            return true;
        var cursor = new NpmCursor(text);
        var symbol = cursor.Operator();
        cursor.SkipWhiteSpace();
        var rest = text.AsSpan(cursor.Position);
        if (!NpmVersionText.TryMatch(rest, syntax, out var parts))
            return false;
        var version = rest.Length > NpmVersion.MaximumLength ? null : parts.ToVersion();
        comparator = version is null ? null : new NpmComparator(symbol is "=" ? string.Empty : symbol.ToString(), version);
        return true;
    }

    /// <summary>Whether the version stands right to the bound; the rule for prereleases is the range's.</summary>
    public bool Test(NpmVersion version)
    {
        if (Version is null)
            return true;
        var order = version.CompareTo(Version);
        return Symbol switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => order == 0,
        };
    }

    public VersionComparator ToNeutral() => new(
        Symbol switch
        {
            "<" => ComparisonOperator.Less,
            "<=" => ComparisonOperator.LessOrEqual,
            ">" => ComparisonOperator.Greater,
            ">=" => ComparisonOperator.GreaterOrEqual,
            _ => ComparisonOperator.Equal,
        },
        Version ?? throw new InvalidOperationException("A comparator that admits anything has no bound."));
}
