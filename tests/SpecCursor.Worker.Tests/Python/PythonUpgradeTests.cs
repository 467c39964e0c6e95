using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Python.PythonRepositories;

namespace SpecCursor.Worker.Tests.Python;

/// <summary>Real upgrades of real repositories by the machine's own pip.</summary>
[Collection(EcosystemCollections.Python)]
public sealed class PythonUpgradeTests(WorkerHost host)
{
    private readonly PythonRepositories _repositories = new(host);

    [Fact]
    public async Task Upgrade_whose_tests_pass_succeeds()
    {
        var repository = await _repositories.CreateAppAsync("happy");

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(("1.0.0", "1.1.0", "==1.0.0", "==1.1.0"), (report.FromVersion, report.ToVersion, report.OldRange, report.WrittenRange));
        Assert.Equal(["requirements.txt"], report.ChangedFiles);
        Assert.Equal($"sha256-{HashOf("greet", "1.1.0")}", Locked(report.After, "greet").Integrity);
        Assert.Contains("OK", report.Tests!.Output, StringComparison.Ordinal);
        Assert.Equal("python -m unittest discover", report.Tests.Command);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public async Task Latest_is_no_prerelease_and_breaks_what_uses_the_old_name()
    {
        var repository = await _repositories.CreateAppAsync("latest");

        var ran = await _repositories.RunAsync(repository, "Greet", "latest");

        Assert.Equal((RunOutcome.TestsFailed, "2.0.0"), (ran.Outcome, ran.Report!.ToVersion));
        Assert.Contains("has no attribute 'hello'", ran.Report.Tests!.Output, StringComparison.Ordinal);
        Assert.Equal(["app.py", "test_app.py"], ran.Report.Usages.Select(file => file.Path));
        Assert.Equal("2.0.0", ran.Report.After.Packages.Single(package => package.Name == "Greet").Version);
    }

    [Fact]
    public async Task Exactly_the_target_is_installed_where_the_written_range_admits_newer_ones()
    {
        var repository = await _repositories.CreateAppAsync("exactly", "greet ~= 1.0.0  # as it was\n");

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(("~= 1.1.0", "1.1.0"), (ran.Report!.WrittenRange, Locked(ran.Report.After, "greet").Version));
        Assert.Contains("+greet ~= 1.1.0  # as it was", ran.Report.Diff, StringComparison.Ordinal);
        Assert.Contains(ran.Report.Notes, note => note.Contains("does not lock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.0.0", "a/requirements.txt", true)]
    [InlineData("1.1.0", "b/pyproject.toml", false)]
    public async Task First_project_that_has_a_use_for_the_upgrade_gets_it(string first, string upgraded, bool isOtherNamed)
    {
        var repository = await _repositories.CreateAsync(
            $"projects-{first}",
            ("a/requirements.txt", $"greet=={first}\n"),
            ("b/pyproject.toml", "[project]\nname = 'b'\nversion = '1'\ndependencies = ['Greet==1.0.0']\n"),
            ("c/requirements.txt", "coins==1.0.0\n"),
            ("c/pyproject.toml", "[greet\n"));

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal([upgraded], ran.Report!.ChangedFiles);
        Assert.Equal(isOtherNamed, ran.Report.Notes.Any(note => note.StartsWith("'b/pyproject.toml' has 'greet' too", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Manifest_of_another_project_that_is_a_link_is_not_followed_and_no_attempt_at_anything()
    {
        var repository = await _repositories.CreateAsync(
            "projects-link", ("requirements.txt", "greet==1.0.0\n"), ("tools/pinned.in", "greet==1.0.0\n"));
        repository.Link("tools/requirements.txt", "pinned.in");
        await repository.CommitAsync();
        var before = host.Metrics.Count("suspicious_activity", "kind=path_traversal");

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.DoesNotContain(ran.Report!.Notes, note => note.StartsWith("'tools/", StringComparison.Ordinal));
        Assert.Equal(0, host.Metrics.Count("suspicious_activity", "kind=path_traversal") - before);
    }

    [Theory]
    [InlineData("coins", FailureCodes.AlreadyUpToDate)]
    [InlineData("greet", FailureCodes.UnsupportedPackageManager)]
    public async Task Project_that_is_not_read_is_in_the_way_only_where_it_has_the_package(string package, string code)
    {
        var repository = await _repositories.CreateAsync(
            $"projects-pipenv-{package}", ("requirements.txt", "greet==1.1.0\n"), ("tools/Pipfile", $"[packages]\n{package} = \"==1.0.0\"\n"));

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(code, ran.Failure!.Code);
    }

    [Fact]
    public async Task Hashes_are_those_of_the_new_versions_files()
    {
        static string Requirements(string version, params IEnumerable<string> hashes) =>
            $"# kept\r\ncoins==1.0.0 --hash=sha256:{HashOf("coins", "1.0.0")}\r\ngreet=={version}"
            + string.Concat(hashes.Select(hash => $" \\\r\n    --hash=sha256:{hash}")) + "  # all\r\n";
        var repository = await _repositories.CreateAppAsync("hashes", Requirements("1.0.0", HashOf("greet", "1.0.0"), new string('0', 64)));

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        // pip itself refuses what doesn't match.
        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var clone = await repository.ApplyAsync(host, ran.Report!.BaseCommit, ran.Report.Diff);
        Assert.Equal(Requirements("1.1.0", HashOf("greet", "1.1.0")), await File.ReadAllTextAsync(Path.Combine(clone, "requirements.txt")));
    }

    [Fact]
    public async Task Constraint_is_written_where_it_stands_among_included_files()
    {
        var repository = await _repositories.CreateAsync(
            "included",
            ("requirements/dev.txt", "-r base.txt\n"),
            ("requirements/base.txt", "-c ../constraints.txt\ngreet\n"),
            ("constraints.txt", "greet==1.0.0\n"),
            ("app.py", App),
            ("tests/test_app.py", AppTest));

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["constraints.txt"], ran.Report!.ChangedFiles);
        Assert.Equal("constraints.txt", ran.Report.ManifestPath);
        Assert.Contains(ran.Report.After.Edges, edge => edge is { From: "", Name: "greet", Range: "==1.1.0", Kind: DependencyKind.OptionalPeer, To: "greet" });
        Assert.Contains("-s tests", ran.Report.Tests!.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_description_keeps_every_byte_but_the_version()
    {
        const string manifest = "[project]\r\nname = 'app' # caf\u00e9\r\nversion = '1'\r\ndependencies = ['coins']\r\n"
            + "[project.optional-dependencies]\r\nspeech = [ \"greet >= 1.0, <2 ; python_version > \\\"3\\\"\" ]\r\nall = ['app[speech]']\r\n[dependency-groups]\r\ntest = [{include-group = 'lint'}]\r\nlint = ['shop==1.0.0']\r\n";
        var repository = await _repositories.CreateAsync("described", ("pyproject.toml", manifest), ("src/app.py", App), ("test_app.py", AppTest.Replace("hello", "welcome", StringComparison.Ordinal)), ("requirements.txt", "greet==1.1.1\n"));
        await repository.EditAsync("src/app.py", text => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace("hello", "welcome", StringComparison.Ordinal)));
        await repository.CommitAsync();

        var ran = await _repositories.RunAsync(repository, "greet", "2.0.0");

        // The tests want the new version, so the upgrade is what makes them pass.
        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal((">= 1.0, <2", ">= 2.0, <3"), (ran.Report!.OldRange, ran.Report.WrittenRange));
        Assert.Equal(["pyproject.toml", "requirements.txt"], ran.Report.ChangedFiles);
        var clone = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Equal(
            Encoding.UTF8.GetBytes(manifest.Replace(">= 1.0, <2", ">= 2.0, <3", StringComparison.Ordinal)),
            await File.ReadAllBytesAsync(Path.Combine(clone, "pyproject.toml")));
        Assert.Contains(ran.Report.After.Edges, edge => edge is { From: "", Name: "greet", Kind: DependencyKind.Optional });
        Assert.Contains(ran.Report.After.Edges, edge => edge is { From: "", Name: "shop", Kind: DependencyKind.Development, To: "shop" });
    }

    [Fact]
    public async Task Extras_and_markers_make_the_edges_that_apply_here()
    {
        var repository = await _repositories.CreateAsync(
            "extras", ("requirements.txt", "shop [pay]==1.0.0 ; python_version >= '3'\nshop==0.9 ; python_version < '3'\n"));

        var ran = await _repositories.RunAsync(repository, "shop", "minor");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Contains("+shop [pay]==1.1.0 ; python_version >= '3'", ran.Report!.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("-shop==0.9", ran.Report.Diff, StringComparison.Ordinal);
        Assert.Contains(ran.Report.Notes, note => note.Contains("other environments", StringComparison.Ordinal));
        Assert.Equal(
            [("", "shop", "==1.1.0", "shop"), ("shop", "coins", ">=1", "coins")],
            ran.Report.After.Edges.Select(edge => (edge.From, edge.Name, edge.Range, edge.To!)));
    }

    [Fact]
    public async Task Conflict_is_overridden_and_left_to_the_proof()
    {
        var repository = await _repositories.CreateAsync("conflict", ("requirements.txt", "greet==1.0.0\npolite==1.0.0\n"));

        var ran = await _repositories.RunAsync(repository, "greet", "2.0.0");

        Assert.True(ran.Report!.PeerConflictOverridden);
        Assert.Contains(ran.Report.After.Edges, edge => edge is { From: "polite", Name: "greet", Range: "<2", To: "greet" });
        Assert.Equal("2.0.0", Locked(ran.Report.After, "greet").Version);
        Assert.Equal("1.0.0", Locked(ran.Report.After, "polite").Version);
    }

    [Fact]
    public async Task Package_is_found_by_the_name_that_it_is_imported_by()
    {
        var repository = await _repositories.CreateAsync(
            "imported",
            ("requirements.txt", "Greet_Kit==1.0.0\n"),
            ("speech/words.py", "from greetings import hello\n"),
            ("speech/later.py", "import greetings\n"),
            ("speech/__init__.py", string.Empty),
            ("test_words.py", "import unittest\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n        from speech import words\n        self.assertEqual('hello you', words.hello('you'))\n"));

        var ran = await _repositories.RunAsync(repository, "greet-kit", "2.0.0");

        Assert.Equal(RunOutcome.TestsFailed, ran.Outcome);
        Assert.Contains("speech/words.py", ran.Report!.Usages.Select(file => file.Path));
        Assert.Contains("speech/later.py", ran.Report.Usages.Select(file => file.Path));
    }

    [Fact]
    public async Task Pytest_runs_the_tests_where_the_project_requires_it()
    {
        var repository = await _repositories.CreateAsync(
            "pytest", ("requirements.txt", "greet==1.0.0\n"), ("requirements-dev.txt", "-r requirements.txt\npytest\n"), ("app.py", App), ("test_app.py", AppTest));

        var ran = await _repositories.RunAsync(repository, "greet", "patch");

        Assert.Equal(FailureCodes.AlreadyUpToDate, ran.Failure!.Code);
        ran = await _repositories.RunAsync(repository, "greet", "minor");
        Assert.Equal((RunOutcome.Succeeded, "python -m pytest"), (ran.Outcome, ran.Report!.Tests!.Command));
        Assert.Contains("ran by the stand-in for pytest", ran.Report.Tests.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_reach_neither_a_network_nor_what_the_worker_knows()
    {
        const string test = "import os, socket, unittest\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n"
            + "        self.assertFalse(os.path.exists('/etc/shadow'))\n        self.assertFalse([name for name in os.environ if name.startswith(('DOTNET_', 'PIP_', 'SpecCursor'))])\n"
            + "        self.assertEqual(['lo'], [name for _, name in socket.if_nameindex()])\n        open('requirements.txt', 'w').write('tampered')\n";
        var repository = await _repositories.CreateAppAsync("alone", test: test);

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.DoesNotContain("tampered", ran.Report!.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_built_where_there_is_no_wheel_and_find_nothing_of_the_machine()
    {
        var repository = await _repositories.CreateAsync(
            "built",
            ("requirements.txt", "built==1.0.0\n"),
            ("test_built.py", "import unittest\n\nimport built\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual([], built.found)\n"));

        var ran = await _repositories.RunAsync(repository, "built", "latest");

        Assert.Equal((RunOutcome.Succeeded, "1.1.0"), (ran.Outcome, ran.Report!.ToVersion));
        Assert.Equal("1.1.0", Locked(ran.Report.After, "built").Version);
        Assert.DoesNotContain("evil", ran.Report.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yanked_version_of_an_index_is_refused_and_the_newest_that_stands_is_taken()
    {
        await using var index = await FakeIndex.StartAsync(("2.0.0", "broken on Tuesdays"), ("1.1.1", "superseded"));
        using var own = WorkerHost.With(("SpecCursor:Worker:Python:WheelFolder", ""), ("SpecCursor:Worker:Python:Index", index.Address.AbsoluteUri));
        var repositories = new PythonRepositories(own);
        var repository = await repositories.CreateAppAsync("yanked");

        var refused = await repositories.RunAsync(repository, "greet", "2.0.0");
        var ran = await repositories.RunAsync(repository, "greet", "latest");

        Assert.Equal(FailureCodes.VersionWithdrawn, refused.Failure!.Code);
        Assert.Contains("yanked: broken on Tuesdays", refused.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal((RunOutcome.Succeeded, "1.1.0"), (ran.Outcome, ran.Report!.ToVersion));
    }

    private static LockedPackage Locked(LockGraph graph, string id) => graph.Packages.Single(package => package.Id == id);
}
