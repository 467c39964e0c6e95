using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Forges.Git;
using SpecCursor.GitHubApp.Forges.Local;
using SpecCursor.GitHubApp.Tests.Harness;

namespace SpecCursor.GitHubApp.Tests.Forges;

public sealed class LocalForgeTests : IClassFixture<SampleFixture>, IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly GitRunner _git = new();
    private readonly ScriptedGuard _guard = new();
    private readonly LocalForge _forge;
    private readonly string _base;
    private readonly string _diff;

    public LocalForgeTests(SampleFixture sample)
    {
        var options = Options.Create(new ForgeOptions { Local = new LocalForgeOptions { Root = _sandbox.Root } });
        _forge = new LocalForge(_git, new LocalRepositories(options), options, TimeProvider.System, NullLogger<LocalForge>.Instance);
        sample.CopyTo(_sandbox, Samples.Repository);
        (_base, _diff) = (sample.BaseCommit, sample.Diff);
    }

    public void Dispose()
    {
        _git.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_change_becomes_a_commit_on_its_branch_and_a_pull_request()
    {
        var change = Change();

        var published = await PublishAsync(change);

        Assert.Equal(published.Commit, await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
        Assert.Equal(_base, await GitSandbox.RunAsync(_sandbox.Bare(Samples.Repository), "rev-parse", published.Commit + "^"));
        Assert.Contains("^9.0.1", await _sandbox.ShowAsync(Samples.Repository, published.Commit, "package.json"), StringComparison.Ordinal);
        Assert.Equal(
            "SpecCursor <speccursor@localhost> Upgrade uuid from 3.4.0 to 9.0.1",
            await GitSandbox.RunAsync(_sandbox.Bare(Samples.Repository), "log", "-1", "--format=%an <%ae> %s", published.Commit));
        var pull = await PullAsync(published.Number);
        Assert.Equal((1, "open", Samples.Branch, "main"), (pull.Number, pull.State, pull.Head, pull.Base));
        Assert.Equal((published.Commit, _base, change.UpgradeId), (pull.Commit, pull.BaseCommit, pull.UpgradeId));
        Assert.Equal((change.Title, change.Body), (pull.Title, pull.Body));
        Assert.Equal(new Uri(Path.Combine(_sandbox.Pulls(Samples.Repository), "1.json")).AbsoluteUri, published.Url);
    }

    [Fact]
    public async Task Doing_it_twice_is_like_doing_it_once()
    {
        var change = Change();

        var first = await PublishAsync(change);
        var second = await PublishAsync(change);

        Assert.Equal(first, second);
        Assert.Equal(["1"], await PullNumbersAsync());
    }

    [Fact]
    public async Task A_copy_of_the_pull_request_that_was_lost_is_written_again()
    {
        var change = Change();
        var published = await PublishAsync(change);
        File.Delete(new Uri(published.Url).LocalPath);

        await PublishAsync(change);

        Assert.Equal(published.Commit, (await PullAsync(1)).Commit);
    }

    [Fact]
    public async Task Many_publishers_at_once_make_one_commit_and_one_pull_request()
    {
        var change = Change();

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PublishPatientlyAsync(change)));

        Assert.Single(all.Distinct());
        Assert.Equal(["1"], await PullNumbersAsync());
    }

    [Fact]
    public async Task Different_upgrades_at_once_get_pull_requests_of_their_own()
    {
        var changes = Enumerable.Range(0, 5).Select(number => Change() with { Branch = $"speccursor/node/package-{number}" });

        var all = await Task.WhenAll(changes.Select(PublishPatientlyAsync));

        Assert.Equal([1, 2, 3, 4, 5], all.Select(published => published.Number).Order());
    }

    [Fact]
    public async Task A_later_upgrade_to_the_same_version_updates_the_open_pull_request()
    {
        var first = await PublishAsync(Change());
        var newBase = await _sandbox.CommitAsync(Samples.Repository, "main", new Dictionary<string, string> { ["README.md"] = "New.\n" });
        var later = Change() with { BaseCommit = newBase, Title = "Upgrade uuid again" };

        var second = await PublishAsync(later);

        Assert.Equal(first.Number, second.Number);
        Assert.NotEqual(first.Commit, second.Commit);
        Assert.Equal(second.Commit, await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
        var pull = await PullAsync(1);
        Assert.Equal((later.UpgradeId, "Upgrade uuid again", second.Commit), (pull.UpgradeId, pull.Title, pull.Commit));
        Assert.Equal(["1"], await PullNumbersAsync());
    }

    [Fact]
    public async Task A_base_branch_that_moved_on_does_not_matter()
    {
        await _sandbox.CommitAsync(Samples.Repository, "main", new Dictionary<string, string> { ["package.json"] = "{}\n" });

        var published = await PublishAsync(Change());

        Assert.Equal(_base, await GitSandbox.RunAsync(_sandbox.Bare(Samples.Repository), "rev-parse", published.Commit + "^"));
    }

    [Fact]
    public async Task A_branch_with_somebody_elses_commits_is_left_alone()
    {
        await PublishAsync(Change());
        var theirs = await _sandbox.CommitAsync(Samples.Repository, Samples.Branch, new Dictionary<string, string> { ["fix.js"] = "// mine\n" });

        var refused = await Assert.ThrowsAsync<ForgeRefusedException>(() => PublishAsync(Change()));

        Assert.Equal("branch-modified", refused.Code);
        Assert.Equal(theirs, await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
    }

    [Fact]
    public async Task A_change_that_does_not_apply_is_refused_with_what_git_says()
    {
        var broken = _diff.Replace("\"uuid\": \"^3.4.0\"", "\"uuid\": \"^2.0.0\"", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<ForgeRefusedException>(() => PublishAsync(Change() with { Diff = broken }));

        Assert.Equal("change-does-not-apply", refused.Code);
        Assert.Contains("package.json", refused.Detail, StringComparison.Ordinal);
        Assert.Null(await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData(".git/hooks/post-update")]
    [InlineData("/etc/outside.txt")]
    public async Task A_change_that_leaves_the_repository_is_refused(string path)
    {
        var diff = $"diff --git a/{path} b/{path}\nnew file mode 100755\n--- /dev/null\n+++ b/{path}\n@@ -0,0 +1 @@\n+id\n";

        await Assert.ThrowsAsync<ForgeRefusedException>(() => PublishAsync(Change() with { Diff = diff }));
    }

    [Fact]
    public async Task Binary_files_renames_and_modes_come_through()
    {
        var bytes = new byte[] { 0, 1, 2, 255, 254, 10, 13 };
        var diff = await _sandbox.DiffAsync(Samples.Repository, async work =>
        {
            await File.WriteAllBytesAsync(Path.Combine(work, "logo.png"), bytes);
            File.Move(Path.Combine(work, "src/index.js"), Path.Combine(work, "src/a name.js"));
            GitSandbox.MakeExecutable(Path.Combine(work, "package.json"));
        });

        var published = await PublishAsync(Change() with { Diff = diff });

        var tree = await GitSandbox.RunAsync(_sandbox.Bare(Samples.Repository), "ls-tree", "-r", "--format=%(objectmode) %(path)", published.Commit);
        Assert.Equal(["100644 logo.png", "100755 package.json", "100644 src/a name.js"], tree.Split('\n'));
        Assert.Equal("7", await GitSandbox.RunAsync(_sandbox.Bare(Samples.Repository), "cat-file", "-s", published.Commit + ":logo.png"));
    }

    [Fact]
    public async Task What_cannot_be_published_says_why()
    {
        await Refused("base-commit-missing", Change() with { BaseCommit = new string('a', 40) });
        await Refused("base-commit-missing", Change() with { BaseCommit = "--all" });
        await Refused("repository-not-found", Change() with { Repository = "acme/nothing" });
        await Refused("repository-invalid", Change() with { Repository = "../app" });
        await Refused("change-does-not-apply", Change() with { Diff = "" });

        async Task Refused(string code, Change change) =>
            Assert.Equal(code, (await Assert.ThrowsAsync<ForgeRefusedException>(() => PublishAsync(change))).Code);
    }

    [Fact]
    public async Task A_repository_is_served_by_its_file_address_too()
    {
        var published = await PublishAsync(Change() with { Repository = $"file://{_sandbox.Bare(Samples.Repository)}" });

        Assert.Equal(published.Commit, await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
    }

    [Fact]
    public async Task Hooks_and_settings_of_the_repository_do_not_run()
    {
        var bare = _sandbox.Bare(Samples.Repository);
        var trace = Path.Combine(_sandbox.Root, "hook-ran");
        foreach (var hook in new[] { "reference-transaction", "post-update", "post-index-change" })
        {
            Directory.CreateDirectory(Path.Combine(bare, "hooks"));
            var file = Path.Combine(bare, "hooks", hook);
            await File.WriteAllTextAsync(file, $"#!/bin/sh\necho {hook} >> '{trace}'\n");
            GitSandbox.MakeExecutable(file);
        }

        await GitSandbox.RunAsync(bare, "config", "core.fsmonitor", $"touch '{trace}'");
        await GitSandbox.RunAsync(bare, "config", "apply.whitespace", "error");

        await PublishAsync(Change());

        Assert.False(File.Exists(trace));
    }

    [Fact]
    public async Task A_revoked_upgrade_is_not_published()
    {
        var change = Change(fence: 3);
        await _forge.RevokeAsync(Samples.Repository, change.UpgradeId, 3, CancellationToken.None);

        await Assert.ThrowsAsync<PublicationFencedException>(() => PublishAsync(change));

        Assert.Null(await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
    }

    [Fact]
    public async Task A_publisher_that_slept_through_a_revocation_is_refused_by_the_repository_itself()
    {
        var change = Change(fence: 3);
        var guard = new ScriptedGuard(() => _forge.RevokeAsync(Samples.Repository, change.UpgradeId, 4, CancellationToken.None));

        await Assert.ThrowsAsync<PublicationFencedException>(() => _forge.PublishAsync(change, guard, CancellationToken.None));

        Assert.Equal(1, guard.Asked);
        Assert.Null(await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
        Assert.Empty(await PullNumbersAsync());
    }

    [Fact]
    public async Task A_publisher_that_slept_through_a_take_over_changes_nothing()
    {
        var stale = Change(fence: 3);
        var fresh = stale with { Fence = 4, Title = "Upgrade uuid, taken over" };
        PublishedChange? taken = null;
        var guard = new ScriptedGuard(async () => taken = await PublishAsync(fresh));

        await Assert.ThrowsAsync<PublicationFencedException>(() => _forge.PublishAsync(stale, guard, CancellationToken.None));

        Assert.Equal(taken!.Commit, await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
        Assert.Equal("Upgrade uuid, taken over", (await PullAsync(1)).Title);
        Assert.Equal(["1"], await PullNumbersAsync());
    }

    [Fact]
    public async Task A_retry_after_a_revocation_is_published()
    {
        var change = Change(fence: 3);
        await _forge.RevokeAsync(Samples.Repository, change.UpgradeId, 4, CancellationToken.None);

        var published = await PublishAsync(change with { Fence = 5 });

        Assert.Equal(published.Commit, await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
    }

    [Fact]
    public async Task A_lock_that_a_killed_git_left_is_removed_once_nobody_can_own_it()
    {
        var lockFile = Path.Combine(_sandbox.Bare(Samples.Repository), "refs/heads", Samples.Branch + ".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
        await File.WriteAllTextAsync(lockFile, "");

        await Assert.ThrowsAsync<ForgeUnavailableException>(() => PublishAsync(Change()));
        File.SetLastWriteTimeUtc(lockFile, DateTime.UtcNow.AddMinutes(-10));
        var published = await PublishAsync(Change());

        Assert.Equal(published.Commit, await _sandbox.BranchAsync(Samples.Repository, Samples.Branch));
    }

    [Fact]
    public async Task A_comment_is_written_once()
    {
        await _forge.CommentAsync(Samples.Repository, 7, "abc", "first", CancellationToken.None);
        await _forge.CommentAsync(Samples.Repository, 7, "abc", "first", CancellationToken.None);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_sandbox.Pulls(Samples.Repository), "comments")));
        Assert.Equal("first", await File.ReadAllTextAsync(file));
    }

    private Change Change(long fence = 1) => Samples.Change(_base, _diff, fence);

    private Task<PublishedChange> PublishAsync(Change change) => _forge.PublishAsync(change, _guard, CancellationToken.None);

    /// <summary>As the engine does it: what is only busy is tried again.</summary>
    private async Task<PublishedChange> PublishPatientlyAsync(Change change)
    {
        while (true)
        {
            try
            {
                return await PublishAsync(change);
            }
            catch (ForgeUnavailableException)
            {
                await Task.Yield();
            }
        }
    }

    private async Task<PullRequestRecord> PullAsync(int number) =>
        JsonSerializer.Deserialize<PullRequestRecord>(
            await File.ReadAllTextAsync(Path.Combine(_sandbox.Pulls(Samples.Repository), $"{number}.json")), JsonSerializerOptions.Web)!;

    private async Task<IReadOnlyList<string>> PullNumbersAsync()
    {
        var names = await GitSandbox.RunAsync(_sandbox.Bare(Samples.Repository), "for-each-ref", "--format=%(refname:lstrip=3)", "refs/speccursor/pulls/");
        return names.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
