using SpecCursor.Versioning.Tests.SemVer;

namespace SpecCursor.Versioning.Tests.Go;

/// <summary>Makes paths and versions, sensible and otherwise.</summary>
internal sealed class GoQuestions(int seed) : SemVerTexts(seed)
{
    private static readonly string[] s_garbage = ["latest", "", "v", "v1", "v1.2", "1.2.3", "vv1.2.3", "V1.2.3", "v1.2.3.4", "v1.2.3+meta", "v2.0.0+incompatible.1", "none"];

    public GoQuestion Next()
    {
        var a = Version();
        return new GoQuestion(Path(), a, Chance(10) ? a : Chance(40) ? Sibling(a) : Version());
    }

    private string Version()
    {
        if (Chance(4))
            return Any(s_garbage);
        var text = Chance(10) ? $"v0.0.0-{Below(2)}0191109021931-daa7c04131f5" : "v" + Full();
        return Mangle(Chance(15) ? text + "+incompatible" : text);
    }

    private string Path() => Below(10) switch
    {
        0 or 1 => Mangle($"gopkg.in/yaml.v{Number()}{Any("", "", "", "-unstable")}"),
        2 => Any("gopkg.in/yaml", "gopkg.in/yaml/v2", "gopkg.in/user/yaml.v2", "gopkg.in/yaml.v", "github.com/a/b.v2", "github.com/a/bv2", "github.com/a/v2/b", "v2", "/v2", ""),
        3 or 4 => $"github.com/a/b/v{Number()}{Any("", "", "", ".", ".1", "-unstable", "v")}",
        5 or 6 => $"example.org/b/v{2 + Below(4)}",
        _ => Mangle("github.com/a/b"),
    };
}
