using System.Security.Cryptography;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Workspaces;

[Collection(WorkerCollection.Name)]
public sealed class MirrorCacheTests(WorkerHost host)
{
    [Fact]
    public async Task Workspace_follows_the_default_branch()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/follow", ("a", "1"));
        await using (var first = await CreateAsync(repository.Name))
        {
            Assert.Equal("main", first.Head.Branch);
        }

        var commit = await repository.CommitAsync(("a", "2"), ("b", "3"));
        await using var second = await CreateAsync(repository.Name);

        Assert.Equal(commit, second.Head.Commit);
        Assert.Equal("2", await File.ReadAllTextAsync(Path.Combine(second.Tree.Root, "a")));
        Assert.Equal(["a", "b"], (await second.ListFilesAsync(CancellationToken.None)).Select(file => file.Path));
        Assert.False(Path.Exists(Path.Combine(second.Tree.Root, ".git")));
    }

    [Fact]
    public async Task Pinned_commit_is_checked_out_even_when_the_branch_was_rewritten()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/pinned", ("a", "1"));
        await using (await CreateAsync(repository.Name))
        {
        }

        var pinned = await repository.CommitAsync(("a", "2"));
        await repository.GitAsync("checkout", "--quiet", "--orphan", "other");
        await repository.CommitAsync(("a", "3"));
        await repository.GitAsync("push", "--quiet", "--force", "origin", "other:main");

        await using var workspace = await CreateAsync(repository.Name, pinned);

        Assert.Equal(pinned, workspace.Head.Commit);
        Assert.Equal("2", await File.ReadAllTextAsync(Path.Combine(workspace.Tree.Root, "a")));
    }

    [Fact]
    public async Task Commit_that_is_gone_fails_with_its_reason()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/gone", ("a", "1"));

        await FailsAsync(repository.Name, FailureCodes.CommitNotFound, new string('1', 40));
    }

    [Fact]
    public async Task Repository_without_a_commit_fails_with_its_reason()
    {
        var repository = await TestRepository.CreateEmptyAsync(host, "mirrors/empty");

        await FailsAsync(repository.Name, FailureCodes.RepositoryEmpty);
    }

    [Fact]
    public async Task Folder_that_is_no_repository_fails_with_its_reason()
    {
        Directory.CreateDirectory(host.RepositoryPath("mirrors/folder"));

        await FailsAsync("mirrors/folder", FailureCodes.RepositoryNotFound);
    }

    [Fact]
    public async Task Detached_head_stands_for_the_branch_that_it_is_the_head_of()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/detached", ("a", "1"));
        var commit = await repository.CommitAsync(("a", "2"));
        await Tool.RunAsync(repository.Path, "git", "branch", "earlier", "main~1");
        await Tool.RunAsync(repository.Path, "git", "update-ref", "--no-deref", "HEAD", commit);

        await using var workspace = await CreateAsync(repository.Name);

        Assert.Equal(("main", commit), (workspace.Head.Branch, workspace.Head.Commit));
    }

    [Fact]
    public async Task Head_of_a_branch_that_is_not_there_falls_back_to_a_usual_name()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/unborn", ("a", "1"));
        await Tool.RunAsync(repository.Path, "git", "branch", "aaa", "main");
        await Tool.RunAsync(repository.Path, "git", "symbolic-ref", "HEAD", "refs/heads/nothing");

        await using var workspace = await CreateAsync(repository.Name);

        Assert.Equal("main", workspace.Head.Branch);
    }

    [Fact]
    public async Task Repository_is_found_by_its_file_address()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/by-address", ("a", "1"));

        await using var workspace = await CreateAsync($"file://{repository.Path}");

        Assert.Equal("main", workspace.Head.Branch);
    }

    [Fact]
    public async Task Broken_mirror_is_made_anew()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/broken", ("a", "1"));
        await using (await CreateAsync(repository.Name))
        {
        }

        var mirror = Path.Combine(host.StateDirectory, "cache/mirrors", MirrorCache.Key(Locate(repository.Name)) + ".git");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(mirror, "objects"), "*", SearchOption.AllDirectories).ToList())
        {
            File.Delete(file);
        }

        await using var workspace = await CreateAsync(repository.Name);

        Assert.Equal("1", await File.ReadAllTextAsync(Path.Combine(workspace.Tree.Root, "a")));
    }

    [Fact]
    public async Task Many_workspaces_of_one_repository_are_made_at_once()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/many", ("a", "1"));

        var workspaces = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CreateAsync(repository.Name)));

        Assert.Equal(6, workspaces.Select(workspace => workspace.Tree.Root).Distinct().Count());
        foreach (var workspace in workspaces)
        {
            await workspace.DisposeAsync();
        }
    }

    [Fact]
    public async Task Hooks_and_filters_of_the_repository_do_not_run()
    {
        var evidence = Path.Combine(host.StateDirectory, "evidence");
        var repository = await TestRepository.CreateAsync(host, "mirrors/hooks", (".gitattributes", "* filter=evil\n"), ("a", "1"));
        await Tool.RunAsync(repository.Path, "git", "config", "filter.evil.smudge", $"touch {evidence}");
        await Tool.RunAsync(repository.Path, "git", "config", "core.fsmonitor", $"touch {evidence}");
        await Tool.RunAsync(repository.Path, "git", "config", "uploadpack.packObjectsHook", $"touch {evidence}; false");

        await using var workspace = await CreateAsync(repository.Name);
        File.WriteAllText(Path.Combine(workspace.Tree.Root, "a"), "2");
        var diff = await workspace.DiffAsync(["a"], 10_000, CancellationToken.None);

        Assert.Contains("+2", diff, StringComparison.Ordinal);
        Assert.False(File.Exists(evidence));
    }

    [Fact]
    public async Task Janitor_removes_what_killed_workers_left_and_nothing_that_is_in_use()
    {
        var repository = await TestRepository.CreateAsync(host, "mirrors/janitor", ("a", "1"));
        await using var used = await CreateAsync(repository.Name);
        var work = Path.Combine(host.StateDirectory, "work");
        var abandoned = Directory.CreateDirectory(Path.Combine(work, "abandoned"));
        File.WriteAllText(Path.Combine(abandoned.FullName, "file"), "x");
        File.WriteAllText(Path.Combine(work, "abandoned.lock"), string.Empty);

        await host.Service<WorkspaceJanitor>().CleanAsync(CancellationToken.None);

        Assert.False(abandoned.Exists && Directory.Exists(abandoned.FullName));
        Assert.False(File.Exists(Path.Combine(work, "abandoned.lock")));
        Assert.True(Directory.Exists(used.Tree.Root));
    }

    [Fact]
    public void File_addresses_are_refused_where_the_forge_is_GitHub()
    {
        using var own = WorkerHost.With(("SpecCursor:Forge:Kind", "github"), ("SpecCursor:Forge:GitHub:Token", "secret-token-of-the-test"));
        var locator = own.Service<RepositoryLocator>();

        var refused = Assert.Throws<StepFailedException>(() => locator.Locate("file:///etc"));
        var located = locator.Locate("owner/name");

        Assert.Equal(FailureCodes.RepositoryRefused, refused.Failure.Code);
        Assert.Equal("https://github.com/owner/name.git", located.Address);
        Assert.StartsWith("Basic ", located.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_beyond_the_limit_is_left_out_and_said_to_be()
    {
        using var small = WorkerHost.With(("SpecCursor:Worker:HistoryMegabytes", "1"));
        var large = Convert.ToHexString(RandomNumberGenerator.GetBytes(1024 * 1024));
        var repository = await TestRepository.CreateAsync(small, "history/large", ("a", "1"));
        var earlier = await repository.CommitAsync(("large", large), ("a", "2"));
        await repository.GitAsync("rm", "--quiet", "large");
        await repository.CommitAsync(("a", "3"));
        await using (var first = await CreateAsync(repository.Name, of: small))
        {
            Assert.Equal("1", await CountAsync(first));
            Assert.Equal("3", await File.ReadAllTextAsync(Path.Combine(first.Tree.Root, "a")));
            Assert.Contains("history was left out", Assert.Single(await CheckoutLimits.OfAsync(first, await first.ListFilesAsync(default), default)), StringComparison.Ordinal);
        }

        Assert.InRange(FolderSize.Of(Path.Combine(small.StateDirectory, "cache/mirrors")).Bytes, 1, 256 * 1024);
        var commit = await repository.CommitAsync(("a", "4"));
        await using var second = await CreateAsync(repository.Name, of: small);
        await using var pinned = await CreateAsync(repository.Name, earlier, small);

        Assert.Equal((commit, "1"), (second.Head.Commit, await CountAsync(second)));
        Assert.Equal((earlier, "1"), (pinned.Head.Commit, await CountAsync(pinned)));
        Assert.Equal("2", await File.ReadAllTextAsync(Path.Combine(pinned.Tree.Root, "a")));
        Assert.Equal(large, await File.ReadAllTextAsync(Path.Combine(pinned.Tree.Root, "large")));
    }

    [Fact]
    public async Task History_within_the_limit_is_there_and_none_is_without_one()
    {
        using var none = WorkerHost.With(("SpecCursor:Worker:HistoryMegabytes", "0"));
        var repository = await TestRepository.CreateAsync(host, "history/small", ("a", "1"));
        await repository.CommitAsync(("a", "2"));

        await using var whole = await CreateAsync(repository.Name);
        await using var shallow = await CreateAsync($"file://{repository.Path}", of: none);

        Assert.Equal("2", await CountAsync(whole));
        Assert.Empty(await CheckoutLimits.OfAsync(whole, await whole.ListFilesAsync(default), default));
        Assert.Equal("1", await CountAsync(shallow));
    }

    [Fact]
    public async Task What_a_killed_fetch_left_is_discarded_and_no_history()
    {
        using var small = WorkerHost.With(("SpecCursor:Worker:HistoryMegabytes", "1"));
        var repository = await TestRepository.CreateAsync(small, "history/killed", ("a", "1"));
        await using (await CreateAsync(repository.Name, of: small))
        {
        }

        var mirror = Path.Combine(small.StateDirectory, "cache/mirrors", MirrorCache.Key(small.Service<RepositoryLocator>().Locate(repository.Name)) + ".git");
        var unfinished = Path.Combine(mirror, "objects/pack/tmp_pack_c0ffee");
        await File.WriteAllBytesAsync(unfinished, new byte[2 * 1024 * 1024]);
        await repository.CommitAsync(("a", "2"));

        await using var workspace = await CreateAsync(repository.Name, of: small);

        Assert.Equal("2", await CountAsync(workspace));
        Assert.False(File.Exists(unfinished));
    }

    private static async Task<string> CountAsync(Workspace workspace) =>
        (await Tool.RunAsync(workspace.GitDirectory, "git", "rev-list", "--count", workspace.Head.Commit)).Trim();

    private RepositoryLocation Locate(string repository) => host.Service<RepositoryLocator>().Locate(repository);

    private Task<Workspace> CreateAsync(string repository, string? commit = null, WorkerHost? of = null)
    {
        var worker = of ?? host;
        return worker.Service<WorkspaceFactory>().CreateAsync(worker.Service<RepositoryLocator>().Locate(repository), commit, Guid.NewGuid(), 1, CancellationToken.None);
    }

    private async Task FailsAsync(string repository, string code, string? commit = null) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<StepFailedException>(() => CreateAsync(repository, commit))).Failure.Code);
}
