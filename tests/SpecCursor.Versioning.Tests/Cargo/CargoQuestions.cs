using SpecCursor.Versioning.Tests.SemVer;

namespace SpecCursor.Versioning.Tests.Cargo;

/// <summary>Makes versions and requirements, sensible and otherwise.</summary>
internal sealed class CargoQuestions(int seed) : SemVerTexts(seed)
{
    private static readonly string[] s_garbage =
        ["latest", "", " ", "||", "1.2.3.4", ".", "-", "+", ">=", "<", "^", "v1.2.3", "==1.2.3", "=>1", "~>1.2", "x.x", "1.*.3", "1.x.x", "*.1", "\t1.2.3", "1.2.3-", "1.2.3+", "1.2-beta", "1.*-beta", "1,2", ">1 <2", "1.2.3 - 2", "*, 1", "1, *", ">=*", "^x", ",", "1.", "1e3"];

    public CargoQuestion Next()
    {
        var requirement = Requirement();
        var a = Near(requirement);
        return new CargoQuestion(a, Chance(30) ? Sibling(a) : Chance(70) ? Near(requirement) : Version(), requirement);
    }

    /// <summary>Mostly a version that shares numbers with the requirement, so that both answers are frequent.</summary>
    private string Near(string requirement)
    {
        var words = requirement.Split(' ', ',', '^', '~', '<', '>', '=').Where(word => word.Length > 0 && char.IsAsciiDigit(word[0])).ToArray();
        if (words.Length == 0 || Chance(25))
            return Version();
        var numbers = Any(words).Split('+')[0].Split('-', 2);
        var release = string.Join('.', numbers[0].Split('.').Select(number => char.IsAsciiDigit(number.FirstOrDefault()) ? number : Number()).Concat([Number(), Number()]).Take(3));
        return release + (numbers.Length > 1 && Chance(50) ? "-" + numbers[1] : Chance(15) ? "-0" : Prerelease());
    }

    private string Version() => Chance(4) ? Any(s_garbage) : Mangle(Chance(5) ? Any("v", "=", " ", "0") + Full() : Full());

    private string Requirement()
    {
        if (Chance(5))
            return Any("*", "*", " * ", "x", "X ", Any(s_garbage));
        if (Chance(15))
            return string.Join(", ", About(Number(), Number(), Number()));
        var count = Chance(45) ? 1 : Chance(97) ? 1 + Below(4) : 30 + Below(5);
        var text = string.Join(Any(",", ", ", ", ", " , ", ",  "), Enumerable.Range(0, count).Select(_ => Comparator(count)));
        return Mangle(Chance(6) ? Any(" ", "  ") + text + Any("", " ", ",") : text);
    }

    /// <summary>Several comparators of the same numbers, where it shows which of them let prereleases in.</summary>
    private IEnumerable<string> About(string major, string minor, string patch) => Enumerable.Range(0, 1 + Below(3)).Select(_ => Sign() + Below(6) switch
    {
        0 => Any(major, $"{major}.*"),
        1 => Any($"{major}.{minor}", $"{major}.{minor}.*"),
        _ => $"{major}.{minor}.{patch}{(Chance(20) ? string.Empty : Any("-0", "-1", "-alpha", "-beta"))}",
    });

    private string Sign() => Chance(30) ? string.Empty : Any("^", "~", ">", ">=", "<", "<=", "=");

    /// <summary>Long lists are of what admits much, for else nothing lies in them.</summary>
    private string Comparator(int count) => count > 4
        ? $">={Below(2)}.{Below(3)}"
        : Sign() + (Chance(10) ? Any(" ", "  ") : string.Empty) + Partial();

    private string Partial() => Below(10) switch
    {
        0 or 1 => Number(),
        2 or 3 => $"{Number()}.{Number()}",
        4 => $"{Number()}.{Any("*", "x", "X")}",
        5 => $"{Number()}.{Number()}.{Any("*", "x", "X")}",
        _ => Full(),
    };
}
