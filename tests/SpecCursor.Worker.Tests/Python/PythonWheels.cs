using SpecCursor.Testing.Packages;

namespace SpecCursor.Worker.Tests.Python;

/// <summary>The packages that tests of Python upgrade: small, made here, and installed by the real pip.</summary>
internal static class PythonWheels
{
    private const string Hello = "def hello(name):\n    return 'hello ' + name\n";

    /// <summary>What <c>greet</c> became: its function has another name.</summary>
    private const string Welcome = "def welcome(name):\n    return 'welcome ' + name\n";

    public static IReadOnlyList<Wheel> All { get; } =
    [
        new("greet", "1.0.0", "greet.py", Hello),
        new("greet", "1.1.0", "greet.py", Hello),
        new("greet", "1.1.1", "greet.py", Hello),
        new("greet", "2.0.0", "greet.py", Welcome),
        new("greet", "2.1.0rc1", "greet.py", Welcome),
        new("polite", "1.0.0", "polite.py", "import greet\n", "Requires-Dist: greet<2"),
        new("coins", "1.0.0", "coins.py", "value = 1\n"),
        new("shop", "1.0.0", "shop.py", "open = True\n", "Provides-Extra: pay", "Requires-Dist: coins>=1; extra == 'pay'", "Requires-Dist: relic; python_version < '3'"),
        new("shop", "1.1.0", "shop.py", "open = True\n", "Provides-Extra: pay", "Requires-Dist: coins>=1; extra == 'pay'", "Requires-Dist: relic; python_version < '3'"),
        new("greet-kit", "1.0.0", "greetings/__init__.py", Hello),
        new("greet-kit", "2.0.0", "greetings/__init__.py", Welcome),

        // Its next version is there as sources alone.
        new("built", "1.0.0", "built.py", "found = []\n"),

        // Not pytest, but what the worker sees of it: a module of that name that can be run.
        new("pytest", "8.0.0", "pytest.py", "import unittest\nprint('ran by the stand-in for pytest')\nunittest.main(module=None, argv=['pytest', 'discover'])\n"),
    ];

    /// <summary>A folder of all of them.</summary>
    public static string CreateIn(string directory)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, "wheels")).FullName;
        foreach (var wheel in All)
        {
            File.WriteAllBytes(Path.Combine(folder, wheel.FileName), wheel.ToBytes());
        }

        File.WriteAllBytes(Path.Combine(folder, SourceArchive.Name), SourceArchive.ToBytes());
        return folder;
    }

    public static Wheel Of(string name, string version) => All.Single(wheel => wheel.Name == name && wheel.Version == version);
}
