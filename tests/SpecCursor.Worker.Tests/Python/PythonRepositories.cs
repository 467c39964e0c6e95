using System.Security.Cryptography;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Python;

/// <summary>Makes repositories of Python projects.</summary>
public sealed class PythonRepositories(WorkerHost host)
{
    public const string App = "import greet\n\n\ndef message():\n    return greet.hello('you')\n";

    public const string AppTest =
        "import unittest\n\nimport app\n\n\nclass AppTest(unittest.TestCase):\n    def test_message(self):\n        self.assertEqual('hello you', app.message())\n";

    public const string FailingTest = "import unittest\n\n\nclass AppTest(unittest.TestCase):\n    def test_message(self):\n        self.fail('always')\n";

    public Task<TestRepository> CreateAsync(string name, params (string Path, string Content)[] files) =>
        TestRepository.CreateAsync(host, $"python/{name}", files);

    /// <summary>An application that uses <c>greet</c>, with a test.</summary>
    public Task<TestRepository> CreateAppAsync(string name, string requirements = "greet==1.0.0\n", string test = AppTest) =>
        CreateAsync(name, ("requirements.txt", requirements), ("app.py", App), ("test_app.py", test));

    public Task<UpgradeRan> RunAsync(TestRepository repository, string package, string target)
    {
        var command = WorkerHost.Command(repository.Name, package, target);
        return host.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Python } });
    }

    public static string HashOf(string name, string version) => Convert.ToHexStringLower(SHA256.HashData(PythonWheels.Of(name, version).ToBytes()));
}
