using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Tests.Packages;

public sealed class PackageCacheTests
{
    private readonly PackageCache _cache = new("rust", "/own", new OverlayFolder("/run", ["/layer"]));

    [Fact]
    public void What_was_downloaded_is_kept_once_every_command_that_downloads_has_ended()
    {
        Assert.Null(_cache.Downloaded);
        _cache.ToFill("/cache");
        Assert.Null(_cache.Downloaded);
        _cache.Filled(Ended(0));
        Assert.Equal("/run/upper", _cache.Downloaded);
        _cache.ToFill("/cache");
        Assert.Null(_cache.Downloaded);
        _cache.Filled(Ended(1));
        Assert.Equal("/run/upper", _cache.Downloaded);
    }

    [Theory]
    [InlineData(137, null)]
    [InlineData(0, LimitNames.Disk)]
    public void What_a_killed_command_left_is_not_kept(int exitCode, string? limit)
    {
        _cache.ToFill("/cache");
        _cache.Filled(Ended(0));
        _cache.ToFill("/cache");
        _cache.Filled(Ended(exitCode) with { LimitExceeded = limit });

        Assert.Null(_cache.Downloaded);
    }

    [Fact]
    public void Nothing_is_kept_of_what_was_only_read_or_is_the_repositorys_own()
    {
        Assert.Equal(new SandboxMount("/own", "/cache", IsWritable: true), _cache.Own("/cache", isWritable: true));
        Assert.False(_cache.ToRead("/cache").IsWritable);
        Assert.Null(_cache.Downloaded);
    }

    [Fact]
    public void Without_overlays_all_is_the_repositorys_own()
    {
        var cache = new PackageCache("rust", "/own", shared: null);

        Assert.Equal(new SandboxMount("/own", "/cache", IsWritable: true), cache.ToFill("/cache"));
        cache.Filled(Ended(0));

        Assert.Null(cache.Downloaded);
        Assert.Equal("/own", cache.SharedPackage("a").Root);
    }

    private static CommandOutput Ended(int exitCode) => new() { Command = "cargo fetch", ExitCode = exitCode, Output = string.Empty, Duration = TimeSpan.Zero };
}
