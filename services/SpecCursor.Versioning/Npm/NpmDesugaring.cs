namespace SpecCursor.Versioning.Npm;

/// <summary>Turns hyphens, carets, tildes and wildcards into comparators, still as text.</summary>
internal static class NpmDesugaring
{
    private static readonly string[] s_any = [string.Empty];

    /// <summary>The bounds that <c>1.2 - 3</c> stands for; null when the text is no hyphen range.</summary>
    public static string? Hyphen(string text, NpmSyntax syntax)
    {
        var cursor = new NpmCursor(text);
        cursor.SkipWhiteSpace();
        var from = PartialVersion.Read(ref cursor, syntax);
        if (from is null || !cursor.SkipWhiteSpace() || !cursor.Skip('-') || !cursor.SkipWhiteSpace())
            return null;
        var to = PartialVersion.Read(ref cursor, syntax);
        cursor.SkipWhiteSpace();
        return to is null || !cursor.AtEnd ? null : NpmText.Trim($"{LowerEnd(from)} {UpperEnd(to)}");
    }

    /// <summary>The comparators that one word of a range stands for. Unknown words are returned as they are, for the caller to refuse.</summary>
    public static IEnumerable<string> Word(string word, NpmSyntax syntax)
    {
        if (word.StartsWith('^') && PartialVersion.Parse(word.AsSpan(1), syntax) is { } caret)
            return Caret(caret);
        if (word.StartsWith('~') && PartialVersion.Parse(AfterTilde(word), syntax) is { } tilde)
            return Tilde(tilde);
        return Wildcard(word, syntax).SelectMany(WithoutStar);
    }

    private static string LowerEnd(PartialVersion from) =>
        from.IsAny ? string.Empty
        : from.IsMajorOnly ? $">={from.Major}.0.0"
        : from.IsMinorOnly ? $">={from.Major}.{from.Minor}.0"
        : $">={from.Text}";

    private static string UpperEnd(PartialVersion to) =>
        to.IsAny ? string.Empty
        : to.IsMajorOnly ? $"<{PartialVersion.Successor(to.Major)}.0.0-0"
        : to.IsMinorOnly ? $"<{to.Major}.{PartialVersion.Successor(to.Minor!)}.0-0"
        : to.Prerelease is null ? $"<={to.Text}"
        : $"<={to.Major}.{to.Minor}.{to.Patch}-{to.Prerelease}";

    private static string[] Caret(PartialVersion version)
    {
        if (version.IsAny)
            return s_any;
        if (version.IsMajorOnly)
            return [$">={version.Major}.0.0", NextMajor(version)];
        var upper = version.Major != "0" ? NextMajor(version)
            : version.IsMinorOnly || version.Minor != "0" ? NextMinor(version)
            : $"<{version.Major}.{version.Minor}.{PartialVersion.Successor(version.Patch!)}-0";
        return [version.IsMinorOnly ? $">={version.Major}.{version.Minor}.0" : Exactly(version), upper];
    }

    private static string[] Tilde(PartialVersion version)
    {
        if (version.IsAny)
            return s_any;
        if (version.IsMajorOnly)
            return [$">={version.Major}.0.0", NextMajor(version)];
        return [version.IsMinorOnly ? $">={version.Major}.{version.Minor}.0" : Exactly(version), NextMinor(version)];
    }

    private static string[] Wildcard(string word, NpmSyntax syntax)
    {
        var cursor = new NpmCursor(word);
        var symbol = cursor.Operator().ToString();
        cursor.SkipWhiteSpace();
        var version = PartialVersion.Parse(word.AsSpan(cursor.Position), syntax);
        if (version is null || version.IsOutOfOrder)
            return [word];
        if (version.IsAny)
            return symbol is "<" or ">" ? ["<0.0.0-0"] : s_any;
        if (!version.IsMinorOnly)
            return [word];
        return symbol is "" or "=" ? Tilde(version) : [Bound(symbol, version)];
    }

    /// <summary><c>&gt;1.2</c> is <c>&gt;=1.3.0</c>, <c>&lt;=1.2</c> is <c>&lt;1.3.0-0</c>.</summary>
    private static string Bound(string symbol, PartialVersion version)
    {
        var minor = version.IsMajorOnly ? "0" : version.Minor!;
        var next = version.IsMajorOnly
            ? $"{PartialVersion.Successor(version.Major)}.0.0"
            : $"{version.Major}.{PartialVersion.Successor(minor)}.0";
        return symbol switch
        {
            ">" => $">={next}",
            "<=" => $"<{next}-0",
            "<" => $"<{version.Major}.{minor}.0-0",
            _ => $"{symbol}{version.Major}.{minor}.0",
        };
    }

    /// <summary>What node-semver does with a <c>*</c> that is left in a word: it goes, with the operator before it.</summary>
    private static IEnumerable<string> WithoutStar(string word)
    {
        var star = word.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return [word];
        var start = star;
        if (start > 0 && word[start - 1] == '=')
            start--;
        if (start > 0 && word[start - 1] is '<' or '>')
            start--;
        return [word.Remove(start, star + 1 - start)];
    }

    private static ReadOnlySpan<char> AfterTilde(string word) => word.AsSpan(word.StartsWith("~>", StringComparison.Ordinal) ? 2 : 1);

    private static string Exactly(PartialVersion version) => version.Prerelease is null
        ? $">={version.Major}.{version.Minor}.{version.Patch}"
        : $">={version.Major}.{version.Minor}.{version.Patch}-{version.Prerelease}";

    private static string NextMajor(PartialVersion version) => $"<{PartialVersion.Successor(version.Major)}.0.0-0";

    private static string NextMinor(PartialVersion version) => $"<{version.Major}.{PartialVersion.Successor(version.Minor!)}.0-0";
}
