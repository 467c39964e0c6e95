using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Go;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>Go's with a workspace: two modules, of which one is found through it only.</summary>
public sealed class GoWorkspaceSample : IEcosystemSample
{
    private const string Passing = "package app\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) {\n\tif Welcome() != \"Hello, you\" {\n\t\tt.Fatal(Welcome())\n\t}\n}\n";

    public string Ecosystem => Contracts.Upgrades.Ecosystems.Go;

    public string Name => $"{Ecosystem}-workspace";

    public string Manifest => "go.mod";

    public string? Lockfile => "go.sum";

    public string Package => GoModules.Greet;

    public string From => "v1.0.0";

    public string To => "v1.1.0";

    public string OtherPackage => GoModules.Words;

    public (string Package, string Version) Breaking => (GoModules.Greet, "v1.2.0");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => CreateAsync(host, name, Passing);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => CreateAsync(host, name, GoRepositories.Test("greet.Hello(\"you\") == \"never\""));

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => CreateAsync(host, name, Passing);

    public override string ToString() => Name;

    private static Task<TestRepository> CreateAsync(WorkerHost host, string name, string test) => new GoRepositories(host).CreateWorkspaceAsync(
        name,
        [
            ("go.work", "go 1.18\n\nuse (\n\t.\n\t./names\n)\n\nreplace example.org/app/names v0.0.0 => ./names\n"),
            ("go.mod", GoRepositories.Manifest("require (\n\texample.org/app/names v0.0.0\n\texample.org/greet v1.0.0\n)")),
            ("app.go", "package app\n\nimport (\n\t\"example.org/app/names\"\n\t\"example.org/greet\"\n)\n\nfunc Welcome() string { return greet.Hello(names.Yours) }\n"),
            ("app_test.go", test),
            ("names/go.mod", GoRepositories.Manifest(string.Empty, "example.org/app/names")),
            ("names/names.go", "package names\n\nconst Yours = \"you\"\n"),
        ]);
}
