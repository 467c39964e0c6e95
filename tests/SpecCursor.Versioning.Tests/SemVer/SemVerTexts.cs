namespace SpecCursor.Versioning.Tests.SemVer;

/// <summary>Makes versions from a grammar that strays from the grammar now and then. The same seed makes the same ones.</summary>
internal abstract class SemVerTexts(int seed) : TextGenerator(seed)
{
    private static readonly string[] s_slips = [" ", ".", "-", "+", "*", "x", "v", "=", "<", ">", "|", "0", "~", "^", ",", "\t", "\n", "\u2003", "é", "٣"];

    private static readonly string[] s_identifiers =
        ["0", "1", "2", "10", "01", "alpha", "beta", "rc", "x", "0x", "-", "--", "a-b", "1a", "00", "9007199254740993", "99999999999999999998", "99999999999999999999", "0.20191109021931-daa7c04131f5"];

    private static readonly string[] s_huge =
        ["9223372036854775806", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "99999999999999999999", new('9', 300)];

    protected string Full() => $"{Number()}.{Number()}.{Number()}{Prerelease()}{Build()}";

    protected string Number() => Chance(2) ? Any(s_huge) : Chance(2) ? "0" + Below(4) : Chance(85) ? $"{Below(4)}" : $"{Below(30)}";

    protected string Prerelease() => Chance(30) ? "-" + Identifiers() : string.Empty;

    protected string Build() => Chance(6) ? "+" + Identifiers() : string.Empty;

    /// <summary>A version with the same numbers, so that what follows them decides.</summary>
    protected string Sibling(string version) => $"{version.Split('-', '+')[0]}-{Identifiers()}";

    protected string Mangle(string text) => Mangle(text, s_slips);

    private string Identifiers() => string.Join('.', Enumerable.Range(0, 1 + Below(3)).Select(_ => Any(s_identifiers)));
}
