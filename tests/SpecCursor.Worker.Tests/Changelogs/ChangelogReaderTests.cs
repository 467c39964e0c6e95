using SpecCursor.Testing;
using SpecCursor.Worker.Changelogs;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Changelogs;

[Collection(WorkerCollection.Name)]
public sealed class ChangelogReaderTests : IDisposable
{
    private readonly string _root = TestDirectory.Create("changelog");
    private readonly string _folder;
    private readonly ChangelogReader _reader;

    public ChangelogReaderTests(WorkerHost host)
    {
        _reader = host.Service<ChangelogReader>();
        _folder = Directory.CreateDirectory(Path.Combine(_root, "node_modules", "it")).FullName;
    }

    public void Dispose() => TestDirectory.Delete(_root);

    [Theory]
    [InlineData("CHANGELOG.md")]
    [InlineData("History.md")]
    [InlineData("changelog")]
    public async Task Changelog_is_found_by_the_names_that_are_in_use(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, name), "## 2.0.0\nnew\n## 1.0.0\nold\n");

        var notes = await ReadAsync("1.0.0", "2.0.0");

        Assert.Equal((name, false), (notes!.Source, notes.IsTruncated));
        Assert.Equal(("2.0.0", "new"), (Assert.Single(notes.Releases).Version, notes.Releases[0].Text));
    }

    [Fact]
    public async Task File_that_says_nothing_of_the_releases_gives_way_to_one_that_does()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "CHANGELOG.md"), "See History.md.\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "History.md"), "## 2.0.0\nnew\n");

        Assert.Equal("History.md", (await ReadAsync("1.0.0", "2.0.0"))!.Source);
        Assert.Null(await ReadAsync("2.0.0", "3.0.0"));
    }

    [Fact]
    public async Task Link_out_of_the_package_is_not_followed_and_fails_nothing()
    {
        var secret = Path.Combine(_root, "secret.md");
        await File.WriteAllTextAsync(secret, "## 2.0.0\nsecret\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "CHANGELOG.md"), secret);

        Assert.Null(await ReadAsync("1.0.0", "2.0.0"));
    }

    [Fact]
    public async Task Changelog_without_end_fails_nothing()
    {
        await using (var file = File.Create(Path.Combine(_folder, "CHANGELOG.md")))
        {
            file.SetLength(64 * 1024 * 1024);
        }

        Assert.Null(await ReadAsync("1.0.0", "2.0.0"));
    }

    [Theory]
    [InlineData("node", "file:../it", "2.0.0")]
    [InlineData("elixir", "1.0.0", "2.0.0")]
    public async Task What_has_no_order_has_no_release_notes(string ecosystem, string from, string to)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "CHANGELOG.md"), "## 2.0.0\nnew\n");

        Assert.Null(await _reader.ReadAsync(new InstalledPackage(_root, "node_modules/it"), ecosystem, from, to, CancellationToken.None));
    }

    private Task<Contracts.Upgrades.ReleaseNotes?> ReadAsync(string from, string to) =>
        _reader.ReadAsync(new InstalledPackage(_root, "node_modules/it"), "node", from, to, CancellationToken.None);
}
