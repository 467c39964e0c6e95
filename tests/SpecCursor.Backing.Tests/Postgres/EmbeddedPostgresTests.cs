using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.Backing.Postgres.Embedded;
using SpecCursor.Testing;

namespace SpecCursor.Backing.Tests.Postgres;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string tools = TestDirectory.Create("tools");

    [Fact]
    public async Task Two_that_want_it_at_once_get_one_whole_installation_that_others_can_read()
    {
        // What an installation that was cut short leaves.
        Directory.CreateDirectory(Path.Combine(tools, "postgres", $".installing-{EmbeddedPostgres.Version}", "node_modules"));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var directories = await Task.WhenAll(
            new EmbeddedPostgres(tools, NullLogger.Instance).GetBinDirectoryAsync(limit.Token),
            new EmbeddedPostgres(tools, NullLogger.Instance).GetBinDirectoryAsync(limit.Token));

        var bin = Assert.Single(directories.Distinct());
        Assert.All(new[] { "initdb", "postgres" }, program => Assert.True(
            File.GetUnixFileMode(Path.Combine(bin, program)).HasFlag(UnixFileMode.OtherExecute | UnixFileMode.OtherRead)));
        Assert.True(File.Exists(Path.Combine(bin, "..", "lib", "libpq.so.5")), "The links that npm cannot carry are missing.");
        Assert.Equal([EmbeddedPostgres.Version], Directory.EnumerateDirectories(Path.Combine(tools, "postgres")).Select(Path.GetFileName));
    }

    public void Dispose() => TestDirectory.Delete(tools);
}
