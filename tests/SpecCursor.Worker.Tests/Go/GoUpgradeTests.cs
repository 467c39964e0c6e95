using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Tests.Fixtures;
using static SpecCursor.Worker.Tests.Go.GoRepositories;

namespace SpecCursor.Worker.Tests.Go;

/// <summary>Real upgrades by real go, of modules that the tests publish in a folder.</summary>
[Collection(EcosystemCollections.Go)]
public sealed class GoUpgradeTests(WorkerHost host)
{
    private readonly GoRepositories _repositories = new(host);

    [Fact]
    public async Task Manifest_keeps_every_byte_but_the_version()
    {
        const string manifest = "// The app.\r\nmodule example.org/app\r\n\r\ngo 1.18\r\n\r\n\r\nrequire   example.org/greet   v1.0.0 // polite\r\n\r\nexclude example.org/greet v0.9.0\r\n";
        var repository = await _repositories.CreateAsync("bytes", [("go.mod", manifest), ("app.go", Source)]);

        var ran = await RunAsync(repository, GoModules.Greet, "patch");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["go.mod", "go.sum"], ran.Report!.ChangedFiles);
        Assert.Equal(("v1.0.0", "v1.0.1"), (ran.Report.OldRange, ran.Report.WrittenRange));
        var clone = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Equal(manifest.Replace("v1.0.0", "v1.0.1", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(clone, "go.mod")));
        Assert.DoesNotContain("v1.0.0", await File.ReadAllTextAsync(Path.Combine(clone, "go.sum")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Module_that_the_new_version_needs_is_required_and_in_the_graph()
    {
        var repository = await _repositories.CreateAsync("needs", [("go.mod", Manifest("require example.org/greet v1.0.0")), ("app.go", Source)]);

        var ran = await RunAsync(repository, GoModules.Greet, "1.1.0");

        var report = ran.Report!;
        Assert.Equal((RunOutcome.Succeeded, "v1.1.0"), (ran.Outcome, report.ToVersion));
        Assert.Contains("+require example.org/words v1.0.0 // indirect", report.Diff, StringComparison.Ordinal);
        var words = report.After.Packages.Single(package => package.Id == "example.org/words@v1.0.0");
        Assert.StartsWith("h1-", words.Integrity, StringComparison.Ordinal);
        Assert.Contains(" h1mod-", words.Integrity, StringComparison.Ordinal);
        Assert.Equal(PackageSource.Registry, words.Source);
        var edge = report.After.Edges.Single(edge => edge.From == "example.org/greet@v1.1.0");
        Assert.Equal((GoModules.Words, "v1.0.0", words.Id), (edge.Name, edge.Range, edge.To));
        Assert.Equal(PackageSource.Project, report.After.Packages.Single(package => package.Id.Length == 0).Source);
        Assert.Equal([new ReleaseNote("v1.1.0", "Asks words for its words.")], report.ReleaseNotes!.Releases);
        Assert.Contains(report.Notes, note => note.Contains("'example.org/greet/v2' v2.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_major_is_imported_under_its_path()
    {
        const string source = """
            //go:build go1.1

            // Package app imports "example.org/greet".
            package app

            import (
            	hello "example.org/greet" // "example.org/greet"
            	`example.org/greet/polite`
            )

            /* import "example.org/greet" */
            const path = "example.org/greet"

            func check() string { return hello.Hello(polite.Please()) + path }

            """;
        var repository = await _repositories.CreateAsync(
            "major",
            [
                ("go.mod", Manifest("require example.org/greet v1.0.0 // polite")),
                ("app.go", Source),
                ("more.go", source),
                ("other_test.go", "//go:build never\n\npackage app\n\nimport _ \"example.org/greet\"\n"),
                ("testdata/kept.go", Source),
                ("nested/go.mod", Manifest(string.Empty, "example.org/nested")),
                ("nested/kept.go", "package nested\n"),
            ]);

        var ran = await RunAsync(repository, GoModules.Greet, "v2.0.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(["app.go", "go.mod", "go.sum", "more.go", "other_test.go"], report.ChangedFiles);
        var clone = await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
        Assert.Equal(
            source.Replace("hello \"example.org/greet\"", "hello \"example.org/greet/v2\"", StringComparison.Ordinal)
                .Replace("`example.org/greet/polite`", "`example.org/greet/v2/polite`", StringComparison.Ordinal),
            await File.ReadAllTextAsync(Path.Combine(clone, "more.go")));
        var manifest = await File.ReadAllTextAsync(Path.Combine(clone, "go.mod"));
        Assert.Contains("require example.org/greet/v2 v2.0.0 // polite\n", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org/greet v1", manifest, StringComparison.Ordinal);
        var edge = report.After.Edges.Single(edge => edge.From.Length == 0 && edge.Range == report.WrittenRange && edge.Name == GoModules.Greet);
        Assert.Equal("example.org/greet/v2@v2.0.0", edge.To);
        Assert.Equal("v1.0.0", report.Before.Packages.Single(package => package.Name == GoModules.Greet).Version);
    }

    [Fact]
    public async Task What_is_vendored_is_vendored_anew()
    {
        var repository = await _repositories.CreateAsync(
            "vendor", [("go.mod", Manifest("require example.org/greet v1.0.0")), ("app.go", Source), (".gitignore", "words.go\n")], ["mod", "vendor"]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(
            ["go.mod", "go.sum", "vendor/example.org/greet/CHANGELOG.md", "vendor/example.org/greet/greet.go", "vendor/example.org/words/words.go", "vendor/modules.txt"],
            ran.Report!.ChangedFiles);
        var clone = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Contains("package words", await File.ReadAllTextAsync(Path.Combine(clone, "vendor/example.org/words/words.go")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_module_that_requires_the_package_is_upgraded()
    {
        var repository = await _repositories.CreateAsync(
            "modules",
            [
                ("go.mod", Manifest("require (\n\texample.org/app/uses v0.0.0\n\texample.org/greet v1.0.1\n)\n\nreplace example.org/app/uses => ./uses")),
                ("app.go", Source),
                ("cyclic.go", "package app\n\nimport _ \"example.org/app/uses/leaf\"\n"),
                ("uses/leaf/leaf.go", "package leaf\n"),
                ("go.work", "go 1.18\n\nuse (\n\t.\n\t./tools\n)\n"),
                ("tools/go.mod", Manifest("require example.org/greet v1.0.0", "example.org/app/tools")),
                ("tools/tools.go", Source),
                (
                    "uses/go.mod",
                    Manifest(
                        "require example.org/app v0.0.0\n\nrequire example.org/greet v1.0.1 // indirect\n\nreplace example.org/app => ../", "example.org/app/uses")
                ),
                ("uses/uses.go", "package uses\n\nimport _ \"example.org/app\"\n"),
                ("other/go.mod", Manifest("require example.org/words v1.0.0", "example.org/app/other")),
                ("other/other.go", "package other\n\nimport _ \"example.org/words\"\n"),
            ]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.1.0");

        var report = ran.Report!;
        Assert.Equal((RunOutcome.Succeeded, "v1.0.1"), (ran.Outcome, report.FromVersion));
        Assert.Equal(["go.mod", "go.sum", "tools/go.mod", "tools/go.sum", "uses/go.mod", "uses/go.sum"], report.ChangedFiles);
        Assert.Equal(
            ["go.work:example.org/greet@v1.1.0", "uses:example.org/greet@v1.1.0"],
            report.After.Packages.Where(package => package.Name == GoModules.Greet).Select(package => package.Id).Order());
        Assert.Contains(report.After.Packages, package => package.Id == "tools" && package.Source == PackageSource.Project);
        Assert.Contains(report.After.Packages, package => package.Id == "uses:example.org/app@v0.0.0" && package.Source == PackageSource.File);
        Assert.Contains(report.Notes, note => note.Contains("'go.work' does not use 'uses/go.mod'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_that_fails_in_any_module_of_the_upgrade_is_found_by_its_name()
    {
        const string check = """
            package second

            import (
            	"os"
            	"strings"
            	"testing"
            )

            func TestIt(t *testing.T) {
            	manifest, err := os.ReadFile("go.mod")
            	if err != nil || !strings.Contains(string(manifest), "greet v1.0.0") {
            		t.Fatal("another greet", err)
            	}
            }

            """;
        var repository = await _repositories.CreateAsync(
            "second",
            [
                ("first/go.mod", Manifest("require example.org/greet v1.0.0", "example.org/first")),
                ("first/first.go", "package first\n\nimport _ \"example.org/greet\"\n"),
                ("second/go.mod", Manifest("require example.org/greet v1.0.0", "example.org/second")),
                ("second/second.go", "package second\n\nimport _ \"example.org/greet\"\n"),
                ("second/check_test.go", check),
            ]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.0.1");

        Assert.Equal((RunOutcome.TestsFailed, "first/go.mod"), (ran.Outcome, ran.Report?.ManifestPath));
        Assert.Equal(["first/first.go", "second/second.go", "second/check_test.go"], ran.Report!.Usages.Select(file => file.Path));
    }

    [Fact]
    public async Task Module_of_which_nothing_is_built_has_nothing_to_test()
    {
        var repository = await _repositories.CreateAsync(
            "tools", [("go.mod", Manifest("require example.org/greet v1.0.0")), ("tools.go", "//go:build tools\n\npackage tools\n\nimport _ \"example.org/greet\"\n")]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.0.1");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Contains(ran.Report!.Notes, note => note.Contains("nothing was tested", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_tidy_is_not_tidied()
    {
        var repository = await _repositories.CreateAsync(
            "untidy", [("go.mod", Manifest("require (\n\texample.org/greet v1.0.0\n\texample.org/words v1.0.0\n)")), ("app.go", Source)]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.0.1");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.DoesNotContain("-\texample.org/words", ran.Report!.Diff, StringComparison.Ordinal);
        Assert.Contains(ran.Report.Notes, note => note.Contains("not tidy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Module_that_only_others_need_can_be_upgraded()
    {
        var repository = await _repositories.CreateAsync(
            "indirect",
            [("go.mod", Manifest("require example.org/greet v1.1.0\n\nrequire example.org/words v1.0.0 // indirect")), ("app.go", Source)]);

        var ran = await RunAsync(repository, GoModules.Words, "minor");

        Assert.Equal((RunOutcome.Succeeded, "v1.1.0"), (ran.Outcome, ran.Report!.ToVersion));
        Assert.Contains("+require example.org/words v1.1.0 // indirect", ran.Report.Diff, StringComparison.Ordinal);
        Assert.Contains(ran.Report.Notes, note => note.Contains("only by other modules", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retracted_versions_are_passed_over()
    {
        var repository = await _repositories.CreateAsync(
            "retracted", [("go.mod", Manifest("require example.org/mistake v1.0.0")), ("app.go", "package app\n\nimport _ \"example.org/mistake\"\n")]);

        var ran = await RunAsync(repository, GoModules.Mistake, "latest");

        Assert.Equal((RunOutcome.Succeeded, "v1.0.1"), (ran.Outcome, ran.Report!.ToVersion));
    }

    [Fact]
    public async Task Tests_leave_nothing_to_the_next_run_and_have_no_way_to_servers()
    {
        var repository = await _repositories.CreateGreetAsync("hostile", """
            package app

            import (
            	"os"
            	"path/filepath"
            	"testing"

            	_ "example.org/greet"
            )

            func TestIt(t *testing.T) {
            	modules := os.Getenv("GOMODCACHE")
            	files, _ := filepath.Glob(modules + "/example.org/greet@*/greet.go")
            	if len(files) == 0 {
            		t.Fatal("no modules in " + modules)
            	}
            	for _, file := range append(files, modules+"/cache/x") {
            		if os.WriteFile(file, nil, 0o644) == nil || os.Remove(file) == nil {
            			t.Fatal("wrote " + file)
            		}
            	}
            	for _, variable := range []string{"GOCACHE", "GOTMPDIR"} {
            		mark := filepath.Join(os.Getenv(variable), "mark")
            		if _, err := os.Stat(mark); err == nil {
            			t.Fatal("found " + mark)
            		}
            		if err := os.WriteFile(mark, nil, 0o644); err != nil {
            			t.Fatal(err)
            		}
            	}
            	os.Chmod(os.Getenv("GOCACHE"), 0)
            	if proxy := os.Getenv("HTTPS_PROXY"); proxy != "" {
            		t.Fatal("may ask " + proxy)
            	}
            }

            """);

        var first = await RunAsync(repository, GoModules.Greet, "v1.0.1");
        var second = await RunAsync(repository, GoModules.Greet, "v1.0.1");

        Assert.Equal((RunOutcome.Succeeded, null), (first.Outcome, first.Failure));
        Assert.Equal((RunOutcome.Succeeded, null), (second.Outcome, second.Failure));
    }

    [Fact]
    public async Task Repair_and_another_major_go_together()
    {
        var repository = await _repositories.CreateAsync("repaired", [("go.mod", Manifest("require example.org/greet v1.0.0")), ("app.go", Source)]);
        const string repaired = "package app\n\nimport \"example.org/greet\"\n\n// Welcome says hello.\nfunc Welcome() string { return greet.Hello(\"you\") }\n";
        var command = Command(repository, GoModules.Greet, "v2.0.0");

        var ran = await host.RunAsync(command with
        {
            Attempt = 2,
            Edits =
            [
                new FileEdit { Path = "app.go", BaseSha256 = Node.NodeRepositories.Sha256(Source), NewContent = repaired, Diff = string.Empty },
            ],
        });

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var clone = await repository.ApplyAsync(host, ran.Report!.BaseCommit, ran.Report.Diff);
        Assert.Equal(repaired.Replace("greet\"", "greet/v2\"", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(clone, "app.go")));
    }

    [Fact]
    public async Task Ten_thousand_lines_keep_their_bytes()
    {
        var others = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"exclude example.org/other{number} v1.0.0\n"));
        var manifest = Manifest($"require example.org/greet v1.0.0\n\n{others}");
        var repository = await _repositories.CreateAsync("many", [("go.mod", manifest), ("app.go", Source)]);

        var ran = await RunAsync(repository, GoModules.Greet, "v1.0.1");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var clone = await repository.ApplyAsync(host, ran.Report!.BaseCommit, ran.Report.Diff);
        Assert.Equal(manifest.Replace("greet v1.0.0", "greet v1.0.1", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(clone, "go.mod")));
    }

    private static RunUpgrade Command(TestRepository repository, string package, string target)
    {
        var command = WorkerHost.Command(repository.Name, package, target);
        return command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Go } };
    }

    private Task<UpgradeRan> RunAsync(TestRepository repository, string package, string target) => host.RunAsync(Command(repository, package, target));
}
