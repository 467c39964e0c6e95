using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Workspaces;

[Collection(WorkerCollection.Name)]
public sealed class CheckoutLimitsTests(WorkerHost host)
{
    [Fact]
    public async Task Repository_that_is_whole_has_no_remarks()
    {
        var repository = await TestRepository.CreateAsync(host, "limits/whole", ("a", "1"), (".gitattributes", "*.sh text eol=lf\n"));

        Assert.Empty(await RemarksAsync(repository));
    }

    [Fact]
    public async Task Submodules_are_named_and_left_empty()
    {
        var other = await TestRepository.CreateAsync(host, "limits/other", ("secret", "of another repository"));
        var commit = (await other.GitAsync("rev-parse", "HEAD")).Trim();
        var repository = await TestRepository.CreateAsync(host, "limits/submodules", ("a", "1"), (".gitmodules", $"[submodule \"-u./x\"]\n\tpath = lib/one\n\turl = --upload-pack=touch /tmp/never;{other.Path}\n"));
        foreach (var path in (string[])["lib/one", "lib/two", "lib/three", "lib/four"])
        {
            await repository.GitAsync("update-index", "--add", "--cacheinfo", $"160000,{commit},{path}");
        }

        await repository.GitAsync("commit", "--quiet", "--message=submodules");
        await repository.GitAsync("push", "--quiet", "origin", "HEAD");

        var (remarks, tree) = await RemarksAndTreeAsync(repository);

        Assert.Equal(["The repository's submodules (lib/four, lib/one, lib/three and 1 more) were left empty."], remarks);
        Assert.DoesNotContain("lib/one/secret", tree);
    }

    [Fact]
    public async Task Files_in_large_file_storage_are_told_to_be_pointers()
    {
        const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
        var repository = await TestRepository.CreateAsync(host, "limits/lfs", ("assets/.gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n"));
        await repository.WriteAsync("assets/a.bin", System.Text.Encoding.UTF8.GetBytes(Pointer));

        // Whoever has Git LFS gets the pointers by other means; here they are committed as they are.
        await repository.GitAsync("-c", "filter.lfs.required=false", "-c", "filter.lfs.clean=cat", "add", "--all");
        await repository.GitAsync("-c", "filter.lfs.required=false", "-c", "filter.lfs.clean=cat", "commit", "--quiet", "--message=pointers");
        await repository.GitAsync("push", "--quiet", "origin", "HEAD");

        Assert.Equal(["The repository keeps files in Git LFS; where they should be there were only the pointers to them."], await RemarksAsync(repository));
    }

    private async Task<IReadOnlyList<string>> RemarksAsync(TestRepository repository) => (await RemarksAndTreeAsync(repository)).Remarks;

    private async Task<(IReadOnlyList<string> Remarks, IReadOnlyList<string> Tree)> RemarksAndTreeAsync(TestRepository repository)
    {
        await using var workspace = await host.Service<WorkspaceFactory>().CreateAsync(
            host.Service<RepositoryLocator>().Locate(repository.Name), null, Guid.NewGuid(), 1, CancellationToken.None);
        var remarks = await CheckoutLimits.OfAsync(workspace, await workspace.ListFilesAsync(CancellationToken.None), CancellationToken.None);
        var root = workspace.Tree.Root;
        return (remarks, [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path))]);
    }
}
