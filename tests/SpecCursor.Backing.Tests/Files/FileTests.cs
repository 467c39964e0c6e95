using SpecCursor.Backing.Files;
using SpecCursor.Testing;

namespace SpecCursor.Backing.Tests.Files;

public sealed class FileTests : IDisposable
{
    private readonly string directory = TestDirectory.Create("files");

    [Fact]
    public async Task Lock_has_one_holder_and_the_next_one_gets_it_when_it_is_let_go()
    {
        var path = Path.Combine(directory, "lock");
        var first = FileLock.TryAcquire(path);
        Assert.NotNull(first);
        Assert.Null(FileLock.TryAcquire(path));

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var waiting = FileLock.AcquireAsync(path, limit.Token);
        Assert.False(waiting.IsCompleted);
        first.Dispose();

        using var second = await waiting;
        Assert.Null(FileLock.TryAcquire(path));
    }

    [Fact]
    public void Secret_file_replaces_what_was_there_and_what_a_cut_short_write_left()
    {
        var path = Path.Combine(directory, "secret");
        File.WriteAllText(path, "old, and readable by everybody");
        File.WriteAllText($"{path}.new", "half");

        SecretFile.Write(path, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.EnumerateFiles(directory));
    }

    [Fact]
    public void Directory_that_keeps_others_out_is_found_on_the_way()
    {
        var closed = Directories.Create(Path.Combine(directory, "closed"), Directories.Private);
        Directories.Create(Path.Combine(closed, "open"), Directories.Readable);

        Assert.Equal(closed, Directories.FirstClosedToOthers(Path.Combine(closed, "open", "data")));
        Assert.Null(Directories.FirstClosedToOthers(Path.Combine(directory, "data")));
    }

    [Fact]
    public void Opening_to_others_lets_them_read_everything_and_run_only_what_the_owner_runs()
    {
        var root = Directories.Create(Path.Combine(directory, "tool"), Directories.Private);
        var bin = Directories.Create(Path.Combine(root, "bin"), Directories.Private);
        SecretFile.Write(Path.Combine(root, "notes"), "text");
        SecretFile.Write(Path.Combine(bin, "program"), "text");
        File.SetUnixFileMode(Path.Combine(bin, "program"), Directories.Private);
        File.CreateSymbolicLink(Path.Combine(bin, "elsewhere"), "/etc/passwd");

        Directories.OpenToOthers(root);

        Assert.Equal(Directories.Readable, File.GetUnixFileMode(root));
        Assert.Equal(Directories.Readable, File.GetUnixFileMode(bin));
        Assert.Equal(Directories.Readable, File.GetUnixFileMode(Path.Combine(bin, "program")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            File.GetUnixFileMode(Path.Combine(root, "notes")));
    }

    public void Dispose() => TestDirectory.Delete(directory);
}
