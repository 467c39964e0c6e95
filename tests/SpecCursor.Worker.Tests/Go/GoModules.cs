using SpecCursor.Testing.Packages;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Go;

/// <summary>The modules that tests of Go upgrade.</summary>
public sealed class GoModules
{
    /// <summary>From v1.1 on it needs words, v1.2 breaks its users, and v2 has a path of its own.</summary>
    public const string Greet = "example.org/greet";

    public const string Words = "example.org/words";

    /// <summary>v1.1.0 and v1.1.1 were taken back.</summary>
    public const string Mistake = "example.org/mistake";

    /// <summary>Deprecated; it has a capital letter, which proxies escape.</summary>
    public const string Old = "example.org/Old";

    /// <summary>v1.1.0 needs a go that nobody has.</summary>
    public const string Modern = "example.org/modern";

    private readonly ModuleProxy _proxy;

    public GoModules(WorkerHost host)
    {
        _proxy = new ModuleProxy(Path.Combine(host.StateDirectory, "goproxy"));
        _proxy.Publish(Words, "v1.0.0", Package("words", "func Hello() string { return \"Hello\" }"));
        _proxy.Publish(Words, "v1.1.0", Package("words", "func Hello() string { return \"Hello\" }"));
        (string Path, string Content) changelog = ("CHANGELOG.md", "# Changes\n\n## v1.1.0\n\nAsks words for its words.\n\n## v1.0.0\n\nFirst.\n");
        (string Path, string Content) polite = ("polite/polite.go", "package polite\n\nfunc Please() string { return \"please\" }\n");
        foreach (var version in (string[])["v1.0.0", "v1.0.1"])
        {
            _proxy.Publish(Greet, version, [.. Package("greet", "func Hello(name string) string { return \"Hello, \" + name }"), polite]);
        }

        const string imports = "import \"example.org/words\"\n\n";
        var needsWords = $"require {Words} v1.0.0\n";
        _proxy.Publish(Greet, "v1.1.0", [.. Package("greet", imports + "func Hello(name string) string { return words.Hello() + \", \" + name }"), polite, changelog], needsWords);
        _proxy.Publish(Greet, "v1.2.0", [.. Package("greet", imports + "func Greet(name string) string { return words.Hello() + \", \" + name }"), polite], needsWords);
        _proxy.Publish(Greet + "/v2", "v2.0.0", [.. Package("greet", imports + "func Hello(name string) string { return words.Hello() + \", \" + name }"), polite], needsWords);
        foreach (var version in (string[])["v1.0.0", "v1.0.1", "v1.1.0"])
        {
            _proxy.Publish(Mistake, version, Package("mistake", "const One = 1"));
        }

        _proxy.Publish(Mistake, "v1.1.1", Package("mistake", "const One = 1"), "// It counted wrongly.\nretract [v1.1.0, v1.1.1]\n");
        _proxy.Publish(Old, "v1.0.0", Package("old", "const One = 1"));
        _proxy.Publish(Old, "v1.0.1", Package("old", "const One = 1"), module: "// Deprecated: use example.org/greet.\n");
        _proxy.Publish(Modern, "v1.0.0", Package("modern", "const One = 1"));
        _proxy.Publish(Modern, "v1.1.0", Package("modern", "const One = 1"), language: "99.1");
    }

    public string Address => _proxy.Address;

    private static (string Path, string Content)[] Package(string name, string code) => [($"{name}.go", $"package {name}\n\n{code}\n")];
}
