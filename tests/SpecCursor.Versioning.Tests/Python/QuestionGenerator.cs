namespace SpecCursor.Versioning.Tests.Python;

/// <summary>Makes versions and specifiers from a grammar that strays from the grammar now and then. The same seed makes the same ones.</summary>
internal sealed class QuestionGenerator(int seed) : TextGenerator(seed)
{
    private static readonly string[] s_slips = [" ", ".", "-", "+", "*", "v", "=", "<", ">", "!", "0", "~", ",", "_", "a", "\u2003"];

    private static readonly string[] s_garbage =
    [
        "latest", "blah", "1.2.x", "*", "1.*", ".", "1..2", "1.", ".1", "-", "+", "1+", "1+a..b", "1+é", "1.0é", "٣.١", "1!", "!1", "1!!2", "vv1", "1 .0", "1.0 a1",
        "1.0-", "1.0a-", "1.0-a", "1.0+_a", "1.0-1-2", "1.0.post1.post2", "1.0dev1a1", "1.0post1a1", "1.0rca", "^1.0", "1.0\0", "", " ", "\u200b1.0", "=1.0",
    ];

    private static readonly string[] s_spaces = [" ", "  ", "\t", "\n", "\u00a0", "\u001c", "\u2003", "\u0085"];

    private static readonly string[] s_names = ["Flask", "zope.interface", "A--b", "_x_", "ruamel.yaml.clib", "a.-_b", "jaraco.Text", "", "-"];

    public Question Next()
    {
        var range = Range();
        var version = Near(range);
        return new Question(version, Chance(20) ? Sibling(version) : Chance(50) ? Near(range) : Version(), range, Any(s_names) + Any(s_names));
    }

    /// <summary>Mostly a version that shares its release with a specifier, so that what is special about one release is met often.</summary>
    private string Near(string range)
    {
        if (Chance(15))
            return Version();
        var words = range.Split(',', '<', '>', '=', '!', '~', ' ').Where(word => word.Length > 0 && char.IsAsciiDigit(word[0])).ToArray();
        if (words.Length == 0)
            return Version();
        var release = new string([.. Any(words).TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]).TrimEnd('.');
        var numbers = release.Split('.').ToList();
        if (Chance(25))
            numbers[^1] = $"{Below(4)}";
        if (Chance(25))
            numbers.AddRange(Enumerable.Repeat("0", 1 + Below(6)));
        if (Chance(15))
            numbers.Add($"{Below(3)}");
        if (Chance(20) && numbers.Count > 1)
            numbers.RemoveAt(numbers.Count - 1);
        return (Chance(4) ? "1!" : string.Empty) + string.Join('.', numbers) + Suffix(60);
    }

    /// <summary>A version that differs in nothing but the local part.</summary>
    private string Sibling(string version) => version.Split('+')[0] + Local(80);

    private string Version()
    {
        if (Chance(4))
            return Any(s_garbage);
        var text = Release() + Suffix(55);
        return Mangle(Chance(8) ? Any("v", "V", " ", "v ", "\t") + text : Chance(4) ? text + Any(s_spaces) : text);
    }

    private string Release() =>
        (Chance(6) ? $"{Below(3)}!" : string.Empty) + string.Join('.', Enumerable.Range(0, 1 + (Chance(90) ? Below(4) : Below(9))).Select(_ => Number()));

    private string Number() => Chance(2) ? Any("20240131", "9999999999999999", "00", "1234567890123456") : Chance(3) ? $"0{Below(4)}" : Chance(85) ? $"{Below(4)}" : $"{Below(30)}";

    private string Suffix(int percent) => !Chance(percent) ? string.Empty : Pre(45) + Post(30) + Dev(25) + Local(20);

    private string Pre(int percent) => !Chance(percent) ? string.Empty
        : Any("a", "b", "rc", "a", "b", "rc", ".a", "-b", "_rc", "alpha", "BETA", "c", "pre", "preview", ".Preview", "-RC") + Any("", ".", "-", "_", "", "", "") + Any("", "0", "1", "2", "03", "11");

    private string Post(int percent) => !Chance(percent) ? string.Empty
        : Any(".post", ".post", "post", "-post", "_Post", ".rev", "r", "-r", "-") + Any("", "", "", ".", "_") + Any("", "0", "1", "2", "01", "10");

    private string Dev(int percent) => !Chance(percent) ? string.Empty : Any(".dev", ".dev", "dev", "-dev", "_DEV") + Any("", "", "", ".", "-") + Any("", "0", "1", "2", "09", "20240131");

    private string Local(int percent) => !Chance(percent) ? string.Empty
        : "+" + string.Join(Any(".", "-", "_"), Enumerable.Range(0, 1 + Below(3)).Select(_ => Any("a", "b", "0", "1", "01", "10", "cu110", "CPU", "0a", "00a", "1a", "123456789012345678901234567890")));

    private string Range()
    {
        if (Chance(3))
            return Any(string.Empty, " ", ",", " , ");
        var text = string.Join(Any(",", ", ", " ,", ",,"), Enumerable.Range(0, Chance(50) ? 1 : 1 + Below(4)).Select(_ => Specifier()));
        return Mangle(text);
    }

    private string Specifier()
    {
        if (Chance(2))
            return Any(s_garbage);
        if (Chance(1))
            return "===" + Any("1.0", " 1.0", "foo", "", "a b");
        var sign = Chance(2) ? Any("", "=", "=>", "=<", "<>", "^", "~", "~>", "===", "!") : Any("==", "!=", "~=", "<", "<=", ">", ">=", "==", "~=", ">=", "<");
        var isPrefix = sign is "==" or "!=" ? Chance(40) : Chance(2);
        var version = Chance(3) ? Any(s_garbage)
            : Release() + (isPrefix ? Chance(10) ? Suffix(50) : string.Empty : sign is "==" or "!=" || Chance(4) ? Suffix(45) : Pre(sign == ">" ? 5 : 40) + Post(12) + Dev(15));
        return (Chance(4) ? Any(s_spaces) : string.Empty) + sign + (Chance(10) ? Any(s_spaces) : string.Empty) + (Chance(3) ? "v" : string.Empty)
            + version + (isPrefix ? Chance(4) ? Any(" .*", ".* ", "*", ".*.*") : ".*" : string.Empty);
    }

    private string Mangle(string text) => Mangle(text, s_slips);
}
