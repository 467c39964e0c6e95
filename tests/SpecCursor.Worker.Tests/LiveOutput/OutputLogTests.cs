using Microsoft.Extensions.Time.Testing;
using SpecCursor.Contracts.Output;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.Testing.Redis;
using SpecCursor.Worker.LiveOutput;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.LiveOutput;

/// <summary>What is kept in Redis, and for how long.</summary>
public sealed class OutputLogTests : IAsyncLifetime
{
    private readonly LiveOutputOptions _options = new() { Kilobytes = 64 };
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Entries_say_whose_they_are_and_are_forgotten_an_hour_after_the_last()
    {
        var command = WorkerHost.Command("o/r", "ms", "2.1.3") with { Fence = 7, Attempt = 2 };
        await using var written = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId);

        await new OutputLog(command, _options, _time).AppendAsync(written.Database, [Batch("one", "two"), Batch("three")]);

        var entries = await written.ReadAsync();
        Assert.Equal(["one two", "three"], entries.Select(entry => string.Join(' ', entry.Lines)));
        Assert.All(entries, entry => Assert.Equal((UpgradeStep.Test, 2, 7L, "npm test"), (entry.Step, entry.Attempt, entry.Fence, entry.Command)));
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds() * 1000, entries[0].Sequence);
        Assert.True(entries[1].Sequence > entries[0].Sequence);
        var left = await written.Database.KeyTimeToLiveAsync(OutputNames.KeyOf(command.Context.UpgradeId));
        Assert.InRange(left!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Oldest_entries_make_room_for_new_ones_through_all_runs()
    {
        var command = WorkerHost.Command("o/r", "ms", "2.1.3");
        await using var written = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId);
        for (var run = 0; run < 3; run++)
        {
            var log = new OutputLog(command, _options, _time);
            for (var number = 0; number < 100; number++)
            {
                await log.AppendAsync(written.Database, [Batch($"{run}-{number} {new string('x', 1000)}")]);
            }
        }

        var stored = await written.Database.SortedSetRangeByRankAsync(OutputNames.KeyOf(command.Context.UpgradeId));
        Assert.InRange(stored.Sum(entry => entry.Length()), 60 * 1024, 64 * 1024);
        var entries = await written.ReadAsync();
        Assert.StartsWith("2-99 ", entries[^1].Lines[0], StringComparison.Ordinal);
        Assert.Single(entries.Select(entry => entry.Run).Distinct());
    }

    [Fact]
    public async Task Successor_writes_on_where_the_killed_worker_ended_even_when_its_clock_is_behind()
    {
        var command = WorkerHost.Command("o/r", "ms", "2.1.3");
        await using var written = await WrittenOutput.OpenAsync(_redis.ConnectionString, command.Context.UpgradeId);
        await new OutputLog(command, _options, new FakeTimeProvider(_time.GetUtcNow().AddMinutes(1))).AppendAsync(written.Database, [Batch("killed")]);

        await new OutputLog(command, _options, _time).AppendAsync(written.Database, [Batch("successor")]);

        var entries = await written.ReadAsync();
        Assert.Equal(["killed", "successor"], entries.Select(entry => entry.Lines[0]));
        Assert.NotEqual(entries[0].Run, entries[1].Run);
        Assert.Equal(entries[0].Fence, entries[1].Fence);
    }

    private static OutputBatch Batch(params string[] lines)
    {
        var buffer = new OutputBuffer(1024 * 1024);
        var command = new PrintedCommand(buffer, new SecretRedactor(), UpgradeStep.Test, "npm test");
        foreach (var line in lines)
        {
            buffer.Add(command, line);
        }

        return buffer.Take()[0];
    }
}
