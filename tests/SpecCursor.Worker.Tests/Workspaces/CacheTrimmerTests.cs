using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SpecCursor.Testing;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Workspaces;

[Collection(WorkerCollection.Name)]
public sealed class CacheTrimmerTests : IDisposable
{
    private readonly string _state = TestDirectory.Create("trim");
    private readonly WorkerDirectories _directories;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly WorkspaceRemover _remover;
    private readonly PackageLayers _layers;

    public CacheTrimmerTests(WorkerHost host)
    {
        _remover = host.Service<WorkspaceRemover>();
        _directories = new WorkerDirectories(_state);
        _directories.Create();
        _layers = new PackageLayers(
            _directories, host.Service<ProcessRunner>(), host.Service<ToolLocator>(), _remover, Options.Create(new WorkerOptions()), _time, NullLogger<PackageLayers>.Instance);
    }

    public void Dispose() => TestDirectory.Delete(_state);

    [Fact]
    public async Task What_was_used_last_stays_within_the_room_that_there_is()
    {
        Make("mirrors", "old", megabytes: 2, hoursAgo: 30);
        Make("packages", "older", megabytes: 2, hoursAgo: 40);
        Make("mirrors", "recent", megabytes: 2, hoursAgo: 20);

        await TrimAsync(megabytes: 4);

        Assert.Equal(["mirrors/old", "mirrors/recent"], Caches());
    }

    [Fact]
    public async Task What_may_be_in_use_stays_however_large_it_is()
    {
        Make("mirrors", "now", megabytes: 3, hoursAgo: 0);
        Make("packages", "hour", megabytes: 3, hoursAgo: 1);
        Make("packages", "day", megabytes: 1, hoursAgo: 24);

        await TrimAsync(megabytes: 1);

        Assert.Equal(["mirrors/now", "packages/hour"], Caches());
    }

    [Fact]
    public async Task What_another_process_holds_stays()
    {
        var held = Make("mirrors", "held", megabytes: 2, hoursAgo: 24);
        using (LockFile.TryAcquire(held + ".lock"))
        {
            await TrimAsync(megabytes: 0);
            Assert.Equal(["mirrors/held"], Caches());
        }

        await TrimAsync(megabytes: 0);
        Assert.Empty(Caches());
    }

    [Fact]
    public async Task What_nobody_used_for_a_month_goes_though_there_is_room()
    {
        Make("mirrors", "month", megabytes: 1, hoursAgo: 24 * 31);
        Make("mirrors", "week", megabytes: 1, hoursAgo: 24 * 7);

        await TrimAsync(megabytes: 1000);

        Assert.Equal(["mirrors/week"], Caches());
    }

    [Fact]
    public async Task No_more_are_kept_than_a_folder_can_well_hold()
    {
        for (var number = 0; number < 130; number++)
        {
            Make("packages", $"n{number:000}", megabytes: 0, hoursAgo: 24 + number);
        }

        await TrimAsync(megabytes: 1000);

        Assert.Equal(128, Caches().Count);
        Assert.DoesNotContain("packages/n129", Caches());
    }

    [Fact]
    public async Task What_is_shared_by_all_repositories_takes_its_part_of_the_room()
    {
        Make("packages", "day", megabytes: 2, hoursAgo: 24);
        await TrimAsync(megabytes: 4);
        Assert.Equal(["packages/day"], Caches());
        var downloaded = Directory.CreateDirectory(Path.Combine(_directories.Work, "downloaded")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(downloaded, "file"), new byte[3 * 1024 * 1024]);
        await _layers.AddAsync("node", downloaded, CancellationToken.None);

        await TrimAsync(megabytes: 4);

        Assert.Empty(Caches());
        Assert.Single(_layers.Of("node"));
    }

    [Fact]
    public async Task Links_in_a_cache_lead_nowhere()
    {
        var outside = Path.Combine(_state, "outside");
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "file"), "kept");
        Directory.CreateSymbolicLink(Path.Combine(Make("packages", "linking", megabytes: 2, hoursAgo: 0), "link"), outside);
        Directory.SetLastWriteTimeUtc(Path.Combine(_directories.PackageCaches, "linking"), Ago(24));

        await TrimAsync(megabytes: 0);

        Assert.Empty(Caches());
        Assert.True(File.Exists(Path.Combine(outside, "file")));
    }

    private Task TrimAsync(long megabytes) => new CacheTrimmer(
        _directories, _layers, _remover, Options.Create(new WorkerOptions { CacheMegabytes = megabytes }), _time, NullLogger<CacheTrimmer>.Instance).TrimAsync(CancellationToken.None);

    private string Make(string kind, string name, int megabytes, int hoursAgo)
    {
        var cache = Directory.CreateDirectory(Path.Combine(kind == "mirrors" ? _directories.Mirrors : _directories.PackageCaches, name)).FullName;
        Directory.CreateDirectory(Path.Combine(cache, "deep"));
        File.WriteAllBytes(Path.Combine(cache, "deep", "file"), new byte[megabytes * 1024 * 1024]);
        Directory.SetLastWriteTimeUtc(cache, Ago(hoursAgo));
        return cache;
    }

    private DateTime Ago(int hours) => _time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(hours);

    private List<string> Caches() =>
    [
        .. new[] { _directories.Mirrors, _directories.PackageCaches }.SelectMany(Directory.EnumerateDirectories)
            .Select(path => $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal),
    ];
}
