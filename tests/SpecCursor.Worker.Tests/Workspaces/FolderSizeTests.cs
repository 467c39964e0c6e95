using SpecCursor.Testing;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Workspaces;

public sealed class FolderSizeTests : IDisposable
{
    private readonly string _root = TestDirectory.Create("size");

    public void Dispose() => TestDirectory.Delete(_root);

    [Fact]
    public void Files_of_all_folders_count_and_links_do_not()
    {
        Directory.CreateDirectory(Path.Combine(_root, "a", ".b"));
        File.WriteAllBytes(Path.Combine(_root, "one"), new byte[100]);
        File.WriteAllBytes(Path.Combine(_root, "a", ".b", ".two"), new byte[10]);
        File.CreateSymbolicLink(Path.Combine(_root, "file"), "/bin/sh");
        Directory.CreateSymbolicLink(Path.Combine(_root, "folder"), "/usr");
        File.CreateSymbolicLink(Path.Combine(_root, "nowhere"), "no-such-file");

        Assert.Equal(new FolderSize(110, IsWhole: true), FolderSize.Of(_root));
    }

    [Fact]
    public async Task Names_that_are_no_text_hide_nothing()
    {
        await Tool.RunAsync(_root, "bash", "-c", "mkdir $'a\\xff' && head --bytes 100 /dev/zero > $'a\\xff/b\\xfe' && head --bytes 10 /dev/zero > $'c\\xc3'");

        Assert.Equal(new FolderSize(110, IsWhole: true), FolderSize.Of(_root));
    }

    [Fact]
    public void Folder_that_is_gone_takes_nothing() => Assert.Equal(new FolderSize(0, IsWhole: true), FolderSize.Of(Path.Combine(_root, "gone")));

    [Fact]
    public async Task What_lies_deeper_than_paths_can_name_is_told()
    {
        await Tool.RunAsync(_root, "perl", "-e", "for (1..30) { mkdir 'd' x 200; chdir 'd' x 200 or die }");

        Assert.False(FolderSize.Of(_root).IsWhole);
    }
}
