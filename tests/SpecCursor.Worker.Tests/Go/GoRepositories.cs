using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Go;

/// <summary>Makes repositories of Go modules, with checksums that go wrote.</summary>
public sealed partial class GoRepositories(WorkerHost host)
{
    public const string Source = "package app\n\nimport \"example.org/greet\"\n\nfunc Welcome() string { return greet.Hello(\"you\") }\n";

    private readonly GoModules _modules = new(host);

    /// <summary>A module's manifest.</summary>
    public static string Manifest(string more, string path = "example.org/app") => $"module {path}\n\ngo 1.18\n\n{more}\n";

    /// <summary>A test that something holds.</summary>
    public static string Test(string condition) =>
        $"package app\n\nimport (\n\t\"testing\"\n\n\t\"example.org/greet\"\n)\n\nfunc TestIt(t *testing.T) {{\n\tif !({condition}) {{\n\t\tt.Fatal(greet.Hello(\"you\"))\n\t}}\n}}\n";

    /// <summary>A module that requires greet v1.0.0.</summary>
    public Task<TestRepository> CreateGreetAsync(string name, string? test = null) => CreateAsync(
        name,
        [
            ("go.mod", Manifest("require example.org/greet v1.0.0")),
            ("app.go", Source),
            ("app_test.go", test ?? "package app\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) {\n\tif Welcome() != \"Hello, you\" {\n\t\tt.Fatal(Welcome())\n\t}\n}\n"),
        ]);

    /// <param name="name">The repository.</param>
    /// <param name="files">What is in it.</param>
    /// <param name="more">Commands of go to run in each module's folder after <c>go mod tidy</c>.</param>
    /// <param name="after">Files to write after that.</param>
    public async Task<TestRepository> CreateAsync(
        string name, IReadOnlyList<(string Path, string Content)> files, string[]? more = null, params (string Path, string Content)[] after)
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"tests/go-{name}");
        foreach (var (path, content) in files)
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        foreach (var folder in files.Select(file => file.Path).Where(path => Path.GetFileName(path) == "go.mod").Select(path => Path.GetDirectoryName(path)!))
        {
            await GoAsync(repository, folder, "mod", "tidy");
            if (more is not null)
            {
                await GoAsync(repository, folder, more);
            }
        }

        // As the test has it, and not as go writes it.
        foreach (var (path, content) in files.Where(file => Path.GetFileName(file.Path) == "go.mod").Concat(after))
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        await repository.CommitAsync();
        return repository;
    }

    /// <summary>
    /// Makes a repository with a workspace. Each module gets the checksums that it has where it finds the others, which <c>go mod tidy</c> doesn't by itself.
    /// </summary>
    /// <param name="name">The repository.</param>
    /// <param name="files">What is in it.</param>
    /// <param name="unlocked">Folders of modules without a <c>go.sum</c>.</param>
    /// <param name="look">Whether go looks at the workspace, and writes its <c>go.work.sum</c>.</param>
    public async Task<TestRepository> CreateWorkspaceAsync(
        string name, IReadOnlyList<(string Path, string Content)> files, string[]? unlocked = null, bool look = false)
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"tests/go-{name}");
        foreach (var (path, content) in files)
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        var modules = files.Where(file => Path.GetFileName(file.Path) == "go.mod")
            .Select(file => (Folder: Path.GetDirectoryName(file.Path)!, file.Content, Path: ModulePattern().Match(file.Content).Groups[1].Value)).ToList();
        foreach (var module in modules.Where(module => !(unlocked ?? []).Contains(module.Folder)))
        {
            var manifest = Path.Combine(module.Folder, "go.mod");
            var others = modules.Where(other => other != module).Select(other => $"replace {other.Path} => ./{Path.GetRelativePath("/" + module.Folder, "/" + other.Folder)}\n");
            await repository.WriteAsync(manifest, Encoding.UTF8.GetBytes($"{module.Content}\n{string.Concat(others)}"));
            await GoAsync(repository, module.Folder, "mod", "tidy");
            await repository.WriteAsync(manifest, Encoding.UTF8.GetBytes(module.Content));
        }

        if (look)
        {
            await repository.RunAsync(
                "env", [.. Environment, "GOWORK=", "GOFLAGS=-mod=readonly -modcacherw", "go", "list", "-deps", "-test", .. modules.Select(module => $"./{module.Folder}/...")]);
        }

        await repository.CommitAsync();
        return repository;
    }

    [GeneratedRegex(@"^module\s+""?([^\s""]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ModulePattern();

    private Task<string> GoAsync(TestRepository repository, string folder, params string[] arguments) => repository.RunInAsync(folder, "env", [.. Environment, "go", .. arguments]);

    private string[] Environment =>
    [
        "GO111MODULE=on", "GOENV=off", "GOTOOLCHAIN=local", "GOWORK=off", "GOSUMDB=off", "GOFLAGS=-mod=mod -modcacherw", $"GOPROXY={_modules.Address}",
        $"GOPATH={host.StateDirectory}/gopath", $"GOCACHE={host.StateDirectory}/gocache",
    ];
}
