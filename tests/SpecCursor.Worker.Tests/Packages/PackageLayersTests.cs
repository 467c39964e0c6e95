using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecCursor.Testing;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Packages;

[Collection(WorkerCollection.Name)]
public sealed class PackageLayersTests : IDisposable
{
    private const string Ecosystem = "rust";

    private readonly string _state = TestDirectory.Create("layers");
    private readonly WorkerDirectories _directories;
    private readonly RecordedLogs _logs = new();
    private readonly WorkerHost _host;

    public PackageLayersTests(WorkerHost host)
    {
        _host = host;
        _directories = new WorkerDirectories(_state);
        _directories.Create();
    }

    public void Dispose() => TestDirectory.Delete(_state);

    [Fact]
    public async Task What_was_added_last_is_on_top()
    {
        var layers = Layers();
        Assert.Empty(layers.Of(Ecosystem));

        await AddAsync(layers, ("a", "1"));
        await AddAsync(layers, ("a", "2"));

        Assert.Equal(["2", "1"], layers.Of(Ecosystem).Select(layer => File.ReadAllText(Path.Combine(layer, "a"))));
        Assert.Empty(layers.Of("go"));
    }

    [Fact]
    public async Task Nothing_is_no_layer()
    {
        var layers = Layers();

        await AddAsync(layers);
        await layers.AddAsync(Ecosystem, Path.Combine(_state, "nowhere"), CancellationToken.None);

        Assert.Empty(layers.Of(Ecosystem));
    }

    [Fact]
    public async Task Many_become_one_that_has_the_newest_of_each_file()
    {
        var layers = Layers();
        for (var number = 0; number < PackageLayers.MaximumCount; number++)
        {
            await AddAsync(layers, ("same", $"{number}"), ($"folder/{number}", "kept"));
        }

        var before = layers.Of(Ecosystem);
        await AddAsync(layers, ("same", "last"));

        Assert.Equal(PackageLayers.MaximumCount, before.Count);
        var merged = Assert.Single(layers.Of(Ecosystem));
        Assert.Equal("last", File.ReadAllText(Path.Combine(merged, "same")));
        Assert.Equal(PackageLayers.MaximumCount, Directory.GetFiles(Path.Combine(merged, "folder")).Length);

        // Commands that began before see what they saw.
        Assert.All(before, layer => Assert.True(File.Exists(Path.Combine(layer, "same"))));
        Assert.Equal("0", File.ReadAllText(Path.Combine(before[^1], "same")));
    }

    [Fact]
    public async Task What_left_the_list_goes_when_no_run_can_use_it_any_more()
    {
        var layers = Layers();
        for (var number = 0; number <= PackageLayers.MaximumCount; number++)
        {
            await AddAsync(layers, ($"{number}", "content"));
        }

        var now = DateTime.UtcNow;
        await layers.TrimAsync(now - TimeSpan.FromMinutes(1), DateTime.MinValue, CancellationToken.None);
        Assert.Equal(PackageLayers.MaximumCount + 2, Folders().Length);

        var bytes = await layers.TrimAsync(now + TimeSpan.FromMinutes(1), DateTime.MinValue, CancellationToken.None);

        Assert.Equal(layers.Of(Ecosystem), Folders());
        Assert.Equal((PackageLayers.MaximumCount + 1) * "content".Length, bytes);
    }

    [Fact]
    public async Task Stack_that_gets_nothing_new_is_begun_anew()
    {
        var layers = Layers();
        await AddAsync(layers, ("a", "1"));
        var now = DateTime.UtcNow;

        await layers.TrimAsync(now - TimeSpan.FromHours(1), now - TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Single(layers.Of(Ecosystem));

        // Commands may see it still.
        var bytes = await layers.TrimAsync(now - TimeSpan.FromHours(1), now + TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Empty(layers.Of(Ecosystem));
        Assert.Equal((0, 1), (bytes, Folders().Length));

        await layers.TrimAsync(DateTime.UtcNow + TimeSpan.FromMinutes(1), DateTime.MinValue, CancellationToken.None);
        Assert.Empty(Folders());
    }

    [Fact]
    public async Task Oldest_go_where_there_is_no_room_for_all()
    {
        var layers = Layers(megabytes: 8);

        await AddAsync(layers, ("first", new string('x', 700_000)));
        await AddAsync(layers, ("second", new string('x', 200_000)));
        await AddAsync(layers, ("third", new string('x', 200_000)));
        Assert.Equal(["third", "second"], layers.Of(Ecosystem).SelectMany(Directory.GetFiles).Select(Path.GetFileName));

        await AddAsync(layers, ("too much", new string('x', 2_000_000)));
        Assert.Equal(["third", "second"], layers.Of(Ecosystem).SelectMany(Directory.GetFiles).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("../../somewhere 12\n")]
    [InlineData("00000000000000000000000000000000 -1\n00000000000000000000000000000000 1\n")]
    public async Task List_that_is_no_list_is_begun_anew(string content)
    {
        var layers = Layers();
        await AddAsync(layers, ("lost", "1"));
        await File.WriteAllTextAsync(Path.Combine(_directories.PackageLayers, Ecosystem, "layers"), content);
        Assert.Empty(layers.Of(Ecosystem));

        await AddAsync(layers, ("a", "1"));

        Assert.Equal("a", Path.GetFileName(Assert.Single(Directory.GetFiles(Assert.Single(layers.Of(Ecosystem))))));
    }

    [Fact]
    public async Task Layer_that_somebody_removed_is_none()
    {
        var layers = Layers();
        await AddAsync(layers, ("a", "1"));
        await AddAsync(layers, ("b", "1"));
        Directory.Delete(layers.Of(Ecosystem)[0], recursive: true);

        Assert.Equal("a", Path.GetFileName(Assert.Single(Directory.GetFiles(Assert.Single(layers.Of(Ecosystem))))));
    }

    [Fact]
    public async Task What_a_run_removed_others_still_find()
    {
        var layers = Layers();
        await AddAsync(layers, ("folder/a", "1"), ("b", "1"));
        var downloaded = Downloaded(("c", "1"));

        // As the kernel notes it, which takes root.
        await Tool.RunAsync(downloaded, "mknod", "folder", "c", "0", "0");
        await layers.AddAsync(Ecosystem, downloaded, CancellationToken.None);
        for (var number = 2; number <= PackageLayers.MaximumCount; number++)
        {
            await AddAsync(layers, ($"more{number}", "1"));
        }

        Assert.True(File.Exists(Path.Combine(Assert.Single(layers.Of(Ecosystem)), "folder", "a")));
    }

    [Fact]
    public async Task What_cannot_be_merged_is_begun_anew()
    {
        var layers = Layers();
        await AddAsync(layers, ("a/b", "a folder"));
        for (var number = 1; number < PackageLayers.MaximumCount; number++)
        {
            await AddAsync(layers, ($"more{number}", "1"));
        }

        await AddAsync(layers, ("a", "a file"));

        Assert.Equal("a file", await File.ReadAllTextAsync(Path.Combine(Assert.Single(layers.Of(Ecosystem)), "a")));
        Assert.Contains(_logs.Lines, line => line.StartsWith("Warning: cp failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_workers_lose_nothing_of_each_other()
    {
        var workers = Enumerable.Range(0, PackageLayers.MaximumCount).Select(_ => Layers()).ToList();

        await Task.WhenAll(workers.Select((layers, number) => Task.Run(() => AddAsync(layers, ($"{number}", "1")))));

        Assert.Equal(PackageLayers.MaximumCount, workers[0].Of(Ecosystem).Count);
    }

    private PackageLayers Layers(long megabytes = 1024) => new(
        _directories,
        _host.Service<ProcessRunner>(),
        _host.Service<ToolLocator>(),
        _host.Service<WorkspaceRemover>(),
        Options.Create(new WorkerOptions { CacheMegabytes = megabytes }),
        TimeProvider.System,
        LoggerFactory.Create(builder => builder.AddProvider(_logs)).CreateLogger<PackageLayers>());

    private Task AddAsync(PackageLayers layers, params (string Path, string Content)[] files) => layers.AddAsync(Ecosystem, Downloaded(files), CancellationToken.None);

    private string Downloaded(params (string Path, string Content)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directories.Work, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var (path, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), content);
        }

        return folder;
    }

    private string[] Folders() => Directory.GetDirectories(Path.Combine(_directories.PackageLayers, Ecosystem));
}
