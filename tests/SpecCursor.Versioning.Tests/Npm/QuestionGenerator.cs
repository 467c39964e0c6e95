namespace SpecCursor.Versioning.Tests.Npm;

/// <summary>Makes versions and ranges from a grammar that strays from the grammar now and then. The same seed makes the same ones.</summary>
internal sealed class QuestionGenerator(int seed) : TextGenerator(seed)
{
    private static readonly string[] s_slips = [" ", ".", "-", "+", "*", "x", "v", "=", "<", ">", "|", "0", "~", "^", "\u2003"];

    private static readonly string[] s_identifiers =
        ["0", "1", "2", "10", "01", "alpha", "beta", "rc", "x", "0x", "-", "--", "a-b", "1a", "00", "9007199254740991", "9007199254740993", "99999999999999999999"];

    private static readonly string[] s_garbage =
        ["latest", "blah", "||", "|", "1.2.3.4", ".", "..", "-", "+", ">=", "<", "^", "~", "~>", "v", "=", "x.x", "*1", "1*", "1.*.3", "x.1", "\t", "\u00a0", "\ufeff", "é", "1.2.3-", "1.2.3+", "+b", "1e3", "٣.١.٢", "\n", "\u0085"];

    private static readonly string[] s_huge =
        ["9007199254740990", "9007199254740991", "9007199254740992", "99999999999999999999", "999999999999999999999", "9999999999999999999999", new('9', 300), new('1', 257), new('0', 260)];

    public Question Next()
    {
        var range = Range();
        return new Question(Near(range), Version(), range, Chance(10) ? range : Range());
    }

    /// <summary>Mostly a version that shares numbers with the range, so that both answers are frequent.</summary>
    private string Near(string range)
    {
        var digits = range.Split(' ', '|', '^', '~', '<', '>', '=', 'v').Where(word => word.Length > 0 && char.IsAsciiDigit(word[0])).ToArray();
        if (digits.Length == 0 || Chance(40))
            return Version();
        var word = Any(digits).Split('+')[0];
        return word.Count(c => c == '.') switch { 0 => $"{word}.{Number()}.{Number()}", 1 => $"{word}.{Number()}", _ => word };
    }

    private string Version()
    {
        if (Chance(4))
            return Any(s_garbage);
        var text = $"{Number()}.{Number()}.{Number()}{Prerelease()}{Build()}";
        return Mangle(Chance(10) ? Any("v", "=", " v", "= ", "v=", " ", "==") + text : text);
    }

    private string Number() => Chance(2) ? Any(s_huge) : Chance(3) ? "0" + Below(4) : Chance(80) ? $"{Below(4)}" : $"{Below(30)}";

    private string Prerelease() => Chance(25) ? Any("-", "-", "-", "-", "-", "") + Identifiers() : string.Empty;

    private string Build() => Chance(6) ? "+" + Identifiers() : string.Empty;

    private string Identifiers() => string.Join('.', Enumerable.Range(0, 1 + Below(3)).Select(_ => Any(s_identifiers)));

    private string Range()
    {
        var alternatives = Enumerable.Range(0, Chance(70) ? 1 : 1 + Below(3)).Select(_ => Alternative());
        var text = string.Join(Any("||", " || ", " ||", "|| "), alternatives);
        return Mangle(Chance(3) ? text + Any("||", " || ", "|| ||") : text);
    }

    private string Alternative()
    {
        if (Chance(4))
            return string.Empty;
        if (Chance(12))
            return $"{Partial()}{Any(" - ", " - ", " - ", " -", "- ", "  -  ")}{Partial()}";
        return string.Join(Any(" ", " ", " ", "  ", "\t", ""), Enumerable.Range(0, Chance(60) ? 1 : 1 + Below(3)).Select(_ => Comparator()));
    }

    private string Comparator()
    {
        if (Chance(3))
            return Any(s_garbage);
        var sign = Chance(35) ? string.Empty : Any("^", "~", "~>", ">", ">=", "<", "<=", "=", "^", "~", ">=", "<", "==", "=>", "^=", "~=", "<>", "^^", "~^", ">v", ">=v");
        return sign + (Chance(10) ? Any(" ", "  ", " v", "= ", "\t") : string.Empty) + Partial();
    }

    private string Partial()
    {
        var prefix = Chance(5) ? Any("v", "=", "v=", "= ", "v ") : string.Empty;
        return prefix + Below(10) switch
        {
            0 => Any("*", "x", "X", "", Number()),
            1 or 2 => Number(),
            3 or 4 => $"{Number()}.{Component()}",
            5 => $"{Component()}.{Component()}.{Component()}{Prerelease()}{Build()}",
            _ => $"{Number()}.{Number()}.{Number()}{Prerelease()}{Build()}",
        };
    }

    private string Component() => Chance(30) ? Any("x", "X", "*") : Number();

    private string Mangle(string text) => Mangle(text, s_slips);
}
