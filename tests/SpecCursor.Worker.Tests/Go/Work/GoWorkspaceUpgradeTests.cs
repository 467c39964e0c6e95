using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Go.GoRepositories;

namespace SpecCursor.Worker.Tests.Go.Work;

/// <summary>Real upgrades of real workspaces by real go.</summary>
[Collection(EcosystemCollections.Go)]
public sealed class GoWorkspaceUpgradeTests(WorkerHost host)
{
    private const string Lib = "package lib\n\nimport \"example.org/greet\"\n\nfunc Welcome() string { return greet.Hello(\"you\") }\n";

    private readonly GoRepositories _repositories = new(host);

    [Fact]
    public async Task Modules_that_find_each_other_only_there_are_upgraded_together()
    {
        const string work = "// Ours.\r\ngo   1.18\r\n\r\nuse ./app\r\nuse (\r\n\t\"lib/\" // the words\r\n\t./testdata/../testdata/notes\r\n)\r\n";
        var repository = await _repositories.CreateWorkspaceAsync(
            "work-bound",
            [
                ("go.work", work),
                ("app/go.mod", Manifest("require  example.org/greet v1.0.1 // polite")),
                ("app/app.go", "package app\n\nimport (\n\t\"example.org/greet\"\n\t\"example.org/lib\"\n)\n\nfunc Welcome() string { return lib.Welcome() + greet.Hello(\"us\") }\n"),
                ("app/app_test.go", "package app\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) {\n\tif Welcome() != \"Hello, youHello, us\" {\n\t\tt.Fatal(Welcome())\n\t}\n}\n"),
                ("lib/go.mod", Manifest("require example.org/greet v1.0.0", "example.org/lib")),
                ("lib/lib.go", Lib),
                ("testdata/notes/go.mod", Manifest("require example.org/greet v1.0.0", "example.org/notes")),
                ("testdata/notes/notes.go", "package notes\n\nimport _ \"example.org/greet\"\n"),
            ]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(("v1.0.1", "v1.1.0", "app/go.mod", "app"), (report.FromVersion, report.ToVersion, report.ManifestPath, report.ManifestPackageId));
        Assert.Equal(["app/go.mod", "app/go.sum", "lib/go.mod", "lib/go.sum", "testdata/notes/go.mod", "testdata/notes/go.sum"], report.ChangedFiles);
        Assert.Equal("go.work:example.org/greet@v1.1.0", report.After.Packages.Single(package => package.Name == GoModules.Greet).Id);
        Assert.Equal(["app", "lib", "testdata/notes"], report.After.Packages.Where(package => package.Source == PackageSource.Project).Select(package => package.Id).Order());
        Assert.Equal(["app", "lib", "testdata/notes"], report.After.Edges.Where(edge => edge.Name == GoModules.Greet).Select(edge => edge.From).Order());
        Assert.Contains(report.Notes, note => note.Contains("'app/go.mod' can't be tidied up", StringComparison.Ordinal));
        var clone = await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
        Assert.Contains("example.org/greet v1.1.0 // polite", await ReadAsync(clone, "app/go.mod"), StringComparison.Ordinal);
        Assert.DoesNotContain("example.org/lib", await ReadAsync(clone, "app/go.mod"), StringComparison.Ordinal);
        Assert.Equal(work, await ReadAsync(clone, "go.work"));
    }

    [Fact]
    public async Task What_the_workspace_replaces_is_lent_to_tidy_up_and_taken_back()
    {
        var repository = await _repositories.CreateWorkspaceAsync(
            "work-lent",
            [
                ("go.work", "go 1.18\n\nuse (\n\t./app\n\t./lib\n)\n\nreplace example.org/lib v0.0.0 => ./lib\n"),
                ("app/go.mod", Manifest("require (\n\texample.org/greet v1.0.0\n\texample.org/lib v0.0.0\n)")),
                ("app/app.go", "package app\n\nimport (\n\t_ \"example.org/greet\"\n\t_ \"example.org/lib\"\n)\n"),
                ("lib/go.mod", Manifest(string.Empty, "example.org/lib")),
                ("lib/lib.go", "package lib\n"),
            ]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["app/go.mod", "app/go.sum"], ran.Report!.ChangedFiles);
        var clone = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Equal(
            Manifest("require (\n\texample.org/greet v1.1.0\n\texample.org/lib v0.0.0\n)\n\nrequire example.org/words v1.0.0 // indirect"), await ReadAsync(clone, "app/go.mod"));
        Assert.DoesNotContain("v1.0.0 h1:ZwUO", await ReadAsync(clone, "app/go.sum"), StringComparison.Ordinal);
        Assert.DoesNotContain(ran.Report.Notes, note => note.Contains("tid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Module_that_does_not_require_the_package_follows_what_was_chosen_and_is_tested()
    {
        var repository = await _repositories.CreateWorkspaceAsync("work-sync", Synced("v1.1.0", "t.Log(1)"));

        var ran = await RunAsync(repository, GoModules.Words, "v1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["a/go.mod", "a/go.sum", "b/go.mod", "b/go.sum"], ran.Report!.ChangedFiles);
        Assert.Contains("example.org/words v1.1.0 // indirect\n", ran.Report.Diff, StringComparison.Ordinal);

        var broken = await _repositories.CreateWorkspaceAsync("work-sync-broken", Synced("v1.1.0", "t.Fatal(1)"));

        var tested = await RunAsync(broken, GoModules.Words, "v1.1.0");

        Assert.Equal(FailureCodes.TestsFailingBeforeUpgrade, tested.Failure!.Code);
    }

    [Fact]
    public async Task Modules_that_were_not_in_step_are_left_so()
    {
        var repository = await _repositories.CreateWorkspaceAsync("work-unsynced", [.. Synced("v1.0.0", "t.Log(1)"), ("c/go.mod", Manifest("require example.org/greet v1.0.1", "example.org/c")), ("c/c.go", Lib)]);
        await repository.EditAsync("go.work", content => [.. content, .. "use ./c\n"u8]);
        await repository.CommitAsync();

        var ran = await RunAsync(repository, GoModules.Words, "v1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["a/go.mod", "a/go.sum"], ran.Report!.ChangedFiles);
    }

    [Fact]
    public async Task Another_major_is_imported_in_all_modules_also_in_those_without_a_line_for_it()
    {
        var repository = await _repositories.CreateWorkspaceAsync(
            "work-major",
            [
                ("sub/go.work", "go 1.18\n\nuse (\n\t./app\n\t../lib\n\t./tools\n)\n"),
                ("sub/app/go.mod", Manifest("require example.org/greet v1.0.0")),
                ("sub/app/app.go", Source),
                ("lib/go.mod", Manifest("require example.org/greet v1.0.0", "example.org/lib")),
                ("lib/lib.go", Lib),
                ("lib/lib_test.go", "package lib\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) { t.Log(Welcome()) }\n"),
                ("sub/tools/go.mod", Manifest(string.Empty, "example.org/tools")),
                ("sub/tools/tools.go", "package tools\n\nimport _ \"example.org/greet/polite\"\n"),
            ],
            unlocked: ["sub/tools"]);

        var ran = await RunAsync(repository, GoModules.Greet, "v2.0.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(
            ["lib/go.mod", "lib/go.sum", "lib/lib.go", "sub/app/app.go", "sub/app/go.mod", "sub/app/go.sum", "sub/tools/tools.go"], ran.Report!.ChangedFiles);
        Assert.Contains("+import _ \"example.org/greet/v2/polite\"", ran.Report.Diff, StringComparison.Ordinal);
        Assert.Equal(["sub/go.work:example.org/greet/v2@v2.0.0"], ran.Report.After.Packages.Where(package => package.Name.StartsWith(GoModules.Greet, StringComparison.Ordinal)).Select(package => package.Id));
    }

    [Fact]
    public async Task Language_that_go_writes_into_a_module_is_not_newer_than_its_workspace()
    {
        var repository = await _repositories.CreateWorkspaceAsync(
            "work-language",
            [
                ("go.work", "go   1.18 // old\n\nuse ./app\n"),
                ("app/go.mod", "module example.org/app\n\nrequire example.org/greet v1.0.0\n"),
                ("app/app.go", Source),
            ]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.0.1");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var clone = await repository.ApplyAsync(host, ran.Report!.BaseCommit, ran.Report.Diff);
        var language = (await ReadAsync(clone, "app/go.mod")).Split('\n').Single(line => line.StartsWith("go ", StringComparison.Ordinal))[3..];
        Assert.Equal($"go   {language} // old\n\nuse ./app\n", await ReadAsync(clone, "go.work"));
        Assert.Contains("go.work", ran.Report.ChangedFiles);
    }

    [Fact]
    public async Task Modules_that_replace_each_other_are_upgraded_as_well()
    {
        var repository = await _repositories.CreateWorkspaceAsync(
            "work-replace",
            [
                ("go.work", "go 1.18\n\nuse (\n\t.\n\t./staging/lib\n)\n"),
                ("go.mod", Manifest("require (\n\texample.org/greet v1.0.0\n\texample.org/lib v0.0.0\n)\n\nreplace example.org/lib => ./staging/lib")),
                ("app.go", "package app\n\nimport (\n\t_ \"example.org/greet\"\n\t_ \"example.org/lib\"\n)\n"),
                ("staging/lib/go.mod", Manifest("require example.org/greet v1.0.0", "example.org/lib")),
                ("staging/lib/lib.go", Lib),
            ]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["go.mod", "go.sum", "staging/lib/go.mod", "staging/lib/go.sum"], ran.Report!.ChangedFiles);
        Assert.DoesNotContain(ran.Report.Notes, note => note.Contains("tid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checksums_of_the_workspace_are_what_go_makes_of_them()
    {
        (string, string)[] files =
        [
            ("go.work", "go 1.18\n\nuse ./app\n"),
            ("app/go.mod", Manifest("require example.org/greet v1.0.0")),
            ("app/app.go", Source),
        ];
        var repository = await _repositories.CreateWorkspaceAsync("work-sums", files, unlocked: ["app"], look: true);
        var wanted = await _repositories.CreateWorkspaceAsync(
            "work-sums-wanted",
            [files[0], ("app/go.mod", Manifest("require example.org/greet v1.1.0\n\nrequire example.org/words v1.0.0 // indirect")), files[2]],
            unlocked: ["app"],
            look: true);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["app/go.mod", "go.work.sum"], ran.Report!.ChangedFiles);
        var clone = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Equal(Encoding.UTF8.GetString(await wanted.ReadAsync("go.work.sum")), await ReadAsync(clone, "go.work.sum"));
    }

    private static (string Path, string Content)[] Synced(string greet, string test) =>
    [
        ("go.work", "go 1.18\n\nuse (\n\t./a\n\t./b\n)\n"),
        ("a/go.mod", Manifest("require example.org/words v1.0.0", "example.org/a")),
        ("a/a.go", "package a\n\nimport _ \"example.org/words\"\n"),

        // Of go 1.16, so that it has no line for what others need, until that is more than they need.
        ("b/go.mod", $"module example.org/b\n\ngo 1.16\n\nrequire example.org/greet {greet}\n"),
        ("b/b.go", "package b\n\nimport _ \"example.org/greet\"\n"),
        ("b/b_test.go", $"package b\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) {{ {test} }}\n"),
    ];

    private static Task<string> ReadAsync(string clone, string path) => File.ReadAllTextAsync(Path.Combine(clone, path));

    private Task<UpgradeRan> RunAsync(TestRepository repository, string package, string target)
    {
        var command = WorkerHost.Command(repository.Name, package, target);
        return host.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Go } });
    }
}
