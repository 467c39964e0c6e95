using System.Text.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Output;
using StackExchange.Redis;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>One run's part of the output that Redis keeps of an upgrade. One writer.</summary>
internal sealed class OutputLog(RunUpgrade command, LiveOutputOptions options, TimeProvider time)
{
    private static readonly RedisChannel Channel = RedisChannel.Literal(OutputNames.Channel);

    private readonly RedisKey _key = OutputNames.KeyOf(command.Context.UpgradeId);
    private readonly Guid _run = Guid.NewGuid();
    private readonly Queue<(long Sequence, int Bytes)> _kept = new();
    private bool _isRead;
    private long _last;
    private long _bytes;

    /// <summary>Writes batches, and says that there are new ones. Fails as Redis does, with nothing or all of them written.</summary>
    public async Task AppendAsync(IDatabase database, IReadOnlyList<OutputBatch> batches)
    {
        if (!_isRead)
        {
            await ReadAsync(database);
        }

        var entries = batches.Select(Entry).ToArray();
        var transaction = database.CreateTransaction();
        List<Task> parts = [transaction.SortedSetAddAsync(_key, entries)];
        if (Outgrown() is { } oldest)
        {
            parts.Add(transaction.SortedSetRemoveRangeByScoreAsync(_key, double.NegativeInfinity, oldest));
        }

        parts.Add(transaction.KeyExpireAsync(_key, options.Expiry));
        parts.Add(transaction.PublishAsync(Channel, command.Context.UpgradeId.ToString()));
        await transaction.ExecuteAsync();
        await Task.WhenAll(parts);
    }

    /// <summary>Goes on where earlier runs ended: what is left of them counts, too, and readers that saw it see what comes.</summary>
    private async Task ReadAsync(IDatabase database)
    {
        foreach (var entry in await database.SortedSetRangeByRankWithScoresAsync(_key))
        {
            Keep((long)entry.Score, (int)entry.Element.Length());
        }

        _isRead = true;
    }

    private SortedSetEntry Entry(OutputBatch batch)
    {
        // By time, so that they grow even when Redis has forgotten everything; exact as a double until the year 2255.
        var sequence = Math.Max(_last + 1, time.GetUtcNow().ToUnixTimeMilliseconds() * 1000);
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new UpgradeOutput
            {
                Sequence = sequence,
                Step = batch.Command.Step,
                Attempt = command.Attempt,
                Fence = command.Fence,
                Run = _run,
                Command = batch.Command.Display,
                FirstLine = batch.FirstLine,
                Lines = batch.Lines,
                Dropped = batch.Dropped,
            },
            JsonSerializerOptions.Web);
        Keep(sequence, json.Length);
        return new SortedSetEntry(json, sequence);
    }

    private void Keep(long sequence, int bytes)
    {
        _kept.Enqueue((sequence, bytes));
        _last = sequence;
        _bytes += bytes;
    }

    /// <summary>The last of the entries that are too many; null where there is room for all.</summary>
    private long? Outgrown()
    {
        long? oldest = null;
        while (_bytes > options.Bytes && _kept.TryDequeue(out var entry))
        {
            _bytes -= entry.Bytes;
            oldest = entry.Sequence;
        }

        return oldest;
    }
}
