using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Workspaces;

/// <summary>What of a changed workspace is part of the change.</summary>
[Collection(WorkerCollection.Name)]
public sealed class WorkspaceDiffTests(WorkerHost host)
{
    private static readonly (string Path, string Content)[] Files =
        [(".gitignore", "ignored*\n"), ("a", "1\n"), ("vendor/changed", "1\n"), ("vendor/gone", "1\n"), ("vendor/kept", "1\n")];

    [Fact]
    public async Task Named_files_are_in_the_diff_new_and_ignored_ones_too_and_no_others()
    {
        var repository = await TestRepository.CreateAsync(host, "diffs/named", Files);
        await using var workspace = await CreateAsync(repository);
        Write(workspace, "a", "vendor/new", "vendor/ignored", "new", "vendor/*", "*");

        var diff = await workspace.DiffAsync(["a", "vendor/new", "vendor/ignored", "*", "nowhere"], 10_000, CancellationToken.None);

        var clone = await repository.ApplyAsync(host, workspace.Head.Commit, diff);
        Assert.Equal("*\na\nvendor/ignored\nvendor/new\n", await Tool.RunAsync(clone, "sh", "-c", "git add --all --force; git diff --cached --name-only"));
        Assert.Equal("2\n", await File.ReadAllTextAsync(Path.Combine(clone, "vendor/ignored")));
    }

    [Fact]
    public async Task What_did_not_change_is_not_in_the_diff()
    {
        var repository = await TestRepository.CreateAsync(host, "diffs/nothing", Files);
        await using var workspace = await CreateAsync(repository);
        Write(workspace, "a", "new");

        Assert.Empty(await workspace.DiffAsync([], 10_000, CancellationToken.None));
        Assert.Empty(await workspace.DiffAsync(["vendor/kept"], 10_000, CancellationToken.None));
    }

    [Fact]
    public async Task Changes_of_a_folder_are_what_is_other_new_or_gone_in_it()
    {
        var repository = await TestRepository.CreateAsync(host, "diffs/folder", Files);
        await using var workspace = await CreateAsync(repository);
        Write(workspace, "a", "new", "vendor/changed", "vendor/new", "vendor/deep/ignored");
        workspace.Tree.Delete("vendor/gone");

        var changes = await workspace.ListChangesAsync(["vendor"], CancellationToken.None);

        Assert.Equal(["vendor/changed", "vendor/deep/ignored", "vendor/gone", "vendor/new"], changes.Order(StringComparer.Ordinal));
    }

    private static void Write(Workspace workspace, params string[] paths)
    {
        foreach (var path in paths)
        {
            var full = Path.Combine(workspace.Tree.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, "2\n");
        }
    }

    private Task<Workspace> CreateAsync(TestRepository repository) => host.Service<WorkspaceFactory>().CreateAsync(
        host.Service<RepositoryLocator>().Locate(repository.Name), pinnedCommit: null, Guid.NewGuid(), 1, CancellationToken.None);
}
