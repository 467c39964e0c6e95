namespace SpecCursor.Versioning.Tests.NuGet;

/// <summary>Makes versions and ranges from NuGet's grammar, straying now and then. The same seed makes the same ones.</summary>
internal sealed class NuGetGenerator(int seed) : TextGenerator(seed)
{
    private static readonly string[] s_labels =
        ["0", "1", "2", "10", "-5", "-", "--", "a", "A", "beta", "BETA", "beta2", "beta-x", "betaz", "betazz", "rc", "9z", "-z", "0-", "00-", "zz", "2147483647", "2147483648", "preview", "b"];

    private static readonly string[] s_garbage =
        ["", "latest", "$(Version)", "1.0.0-", "1.0.0-a..b", "v1.0", "1.0.0.0.0", "[1.0", "(1.0)", "[1.0)", "(,)", "[2.0,1.0]", "[1.0,1.0)", "1.*.0", "**", "1.0-01", "2147483648.0", "^1.0", "[1.0,2.0,3.0]", "1.0+*"];

    public string Version() => Chance(2) ? Any(s_garbage) : Numbers(1 + Below(4)) + (Chance(45) ? "-" + Labels() : string.Empty) + (Chance(5) ? "+build.5" : string.Empty);

    public string Range() => Below(20) switch
    {
        0 => Any(s_garbage),
        < 5 => Bound(),
        < 7 => $"[{Padded(Bound())}]",
        < 12 => Interval(Bound()),
        < 18 => Float(),
        _ => Interval(Float()),
    };

    private string Interval(string lower)
    {
        var (first, second) = (Chance(15) ? string.Empty : lower, Chance(25) ? string.Empty : Bound());
        return $"{Any("[", "(")}{Padded(first)},{Padded(second)}{Any("]", ")")}";
    }

    private string Padded(string text) => Chance(15) ? $" {text}" : Chance(5) ? $"{text} " : text;

    private string Bound() => Numbers(1 + Below(4)) + (Chance(25) ? "-" + Labels() : string.Empty);

    private string Float() => Below(8) switch
    {
        0 => Any("*", "*-*"),
        1 or 2 => Numbers(1 + Below(3)) + Any(".*", ".*", ".*", "*"),
        3 => $"{Numbers(1 + Below(3))}.*-*",
        4 => $"{Numbers(1 + Below(4))}-*",
        5 => $"{Numbers(1 + Below(4))}-{Labels()}.*",
        6 => $"{Numbers(1 + Below(4))}-{Labels()}*",
        _ => $"{Numbers(1)}.*-{Labels()}*",
    };

    private string Numbers(int count) => string.Join('.', Enumerable.Range(0, count).Select(_ => Chance(2) ? "2147483647" : Chance(2) ? "01" : $"{Below(3)}"));

    private string Labels() => string.Join('.', Enumerable.Range(0, 1 + Below(3)).Select(_ => Any(s_labels)));
}
