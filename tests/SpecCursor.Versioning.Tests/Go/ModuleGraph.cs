using SpecCursor.Versioning.Go;
using SpecCursor.Versioning.Tests.SemVer;

namespace SpecCursor.Versioning.Tests.Go;

/// <summary>Makes modules that require each other at random, with and without majors in their paths.</summary>
internal sealed class ModuleGraph : SemVerTexts
{
    private const int Modules = 60;

    private static readonly string[] s_prereleases = ["-rc.1", "-alpha", "-0.20191109021931-daa7c04131f5", "-beta.11", "-beta.2"];

    public ModuleGraph(int seed)
        : base(seed)
    {
        Versions = [.. Enumerable.Range(0, Modules).SelectMany(Module).Distinct()];
        Requirements = Versions.Select(module => (module, Requires: Some(5))).ToDictionary(pair => pair.module, pair => pair.Requires);
        Roots = Some(24, atLeast: 12);
    }

    public IReadOnlyList<(string Path, string Version)> Versions { get; }

    public IReadOnlyDictionary<(string Path, string Version), IReadOnlyList<(string Path, string Version)>> Requirements { get; }

    public IReadOnlyList<(string Path, string Version)> Roots { get; }

    /// <summary>Some versions, of every path one at most.</summary>
    private IReadOnlyList<(string Path, string Version)> Some(int below, int atLeast = 0) =>
        [.. Enumerable.Range(0, atLeast + Below(below)).Select(_ => Versions[Below(Versions.Count)]).DistinctBy(module => module.Path)];

    private IEnumerable<(string Path, string Version)> Module(int number)
    {
        var path = GoModulePath.Parse(Chance(20) ? $"gopkg.in/m{number}.v1" : $"example.org/m{number}")!;
        var ignoresTheRule = Chance(30);
        return Enumerable.Range(0, 10).Select(_ => Version(ignoresTheRule)).Select(version => (path.For(version).ToString(), version.Text));
    }

    private GoVersion Version(bool ignoresTheRule)
    {
        var text = Chance(15) ? "v0.0.0-20191109021931-daa7c04131f" + Below(9) : $"v{Below(4)}.{Below(3)}.{Below(12)}{(Chance(25) ? Any(s_prereleases) : string.Empty)}";
        var version = GoVersion.Parse(text)!;
        return ignoresTheRule && version.Major > 1 ? GoVersion.Parse(text + "+incompatible")! : version;
    }
}
