using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Go;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>Go's with a workspace: two modules, of which one is found through it only.</summary>
public sealed class GoWorkspaceSample : GreetingSample
{
    private const string Passing = "package app\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) {\n\tif Welcome() != \"Hello, you\" {\n\t\tt.Fatal(Welcome())\n\t}\n}\n";

    public override string Name => $"{Ecosystem}-workspace";

    public override Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => CreateAsync(host, name, Passing);

    public override Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => CreateAsync(host, name, FailingTest);

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
