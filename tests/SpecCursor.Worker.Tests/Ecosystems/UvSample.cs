using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Python;
using SpecCursor.Worker.Tests.Python.Uv;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>uv's: the repository brings its wheels along, so that no index is asked.</summary>
public sealed class UvSample : IEcosystemSample
{
    public string Ecosystem => Contracts.Upgrades.Ecosystems.Python;

    public string Name => $"{Ecosystem}-uv";

    public string Manifest => "pyproject.toml";

    public string? Lockfile => "uv.lock";

    public string Package => "greet";

    public string From => "1.0.0";

    public string To => "1.1.0";

    public string OtherPackage => "requests";

    public (string Package, string Version) Breaking => ("greet", "2.0.0");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => CreateAsync(host, name, PythonRepositories.AppTest);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => CreateAsync(host, name, PythonRepositories.FailingTest);

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => CreateAsync(host, name, PythonRepositories.AppTest);

    public override string ToString() => Name;

    private static async Task<TestRepository> CreateAsync(WorkerHost host, string name, string test)
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"python/{name}");
        foreach (var wheel in PythonWheels.All)
        {
            await repository.WriteAsync($"wheels/{wheel.FileName}", wheel.ToBytes());
        }

        await repository.CommitAsync(
            ("wheels/.gitattributes", "* binary\n"), ("pyproject.toml", UvTool.Project("\"greet==1.0.0\"", "no-index = true\nfind-links = [\"wheels\"]\n")), ("app.py", PythonRepositories.App), ("test_app.py", test));
        await repository.RunAsync("env", UvTool.Of(host, "lock"));
        await repository.CommitAsync();
        return repository;
    }
}
