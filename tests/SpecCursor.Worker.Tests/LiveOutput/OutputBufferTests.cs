using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.Worker.LiveOutput;

namespace SpecCursor.Worker.Tests.LiveOutput;

public sealed class OutputBufferTests
{
    private readonly OutputBuffer _buffer = new(capacity: 10_000);
    private readonly PrintedCommand _command;
    private readonly PrintedCommand _other;

    public OutputBufferTests()
    {
        _command = new PrintedCommand(_buffer, new SecretRedactor(), UpgradeStep.Apply, "npm install");
        _other = new PrintedCommand(_buffer, new SecretRedactor(), UpgradeStep.Test, "npm test");
    }

    [Fact]
    public void Commands_are_announced_and_their_lines_kept_apart_and_numbered()
    {
        _buffer.Announce(_command);
        _buffer.Add(_command, "one");
        _buffer.Add(_command, "two");
        _buffer.Announce(_other);
        _buffer.Add(_other, "three");
        var first = _buffer.Take();
        _buffer.Add(_other, "four");

        Assert.Equal(
            [("npm install", 1, ""), ("npm install", 1, "one two"), ("npm test", 1, ""), ("npm test", 1, "three")],
            first.Select(batch => (batch.Command.Display, batch.FirstLine, string.Join(' ', batch.Lines))));
        var second = Assert.Single(_buffer.Take());
        Assert.Equal((2L, "four"), (second.FirstLine, second.Lines[0]));
        Assert.Empty(_buffer.Take());
    }

    [Fact]
    public void What_there_is_no_room_for_is_dropped_and_counted()
    {
        for (var line = 0; line < 1_000_000; line++)
        {
            _buffer.Add(_command, string.Empty);
        }

        var taken = _buffer.Take();

        var kept = taken.Sum(batch => batch.Lines.Count);
        Assert.InRange(kept, 1, 10_000 / 16);
        Assert.Equal((0, 1_000_000L - kept, 1_000_001L), (taken[^1].Lines.Count, taken[^1].Dropped, taken[^1].FirstLine));
        _buffer.Add(_command, "next");
        var next = Assert.Single(_buffer.Take());
        Assert.Equal((1_000_001L, 0L), (next.FirstLine, next.Dropped));
    }

    [Fact]
    public void What_could_not_be_written_is_counted_until_it_is_said()
    {
        _buffer.Add(_command, "one");
        _buffer.Drop(_buffer.Take());
        var said = _buffer.Take();
        Assert.Equal((0, 1L), (Assert.Single(said).Lines.Count, said[0].Dropped));
        _buffer.Drop(said);
        _buffer.Add(_command, "two");

        var batch = Assert.Single(_buffer.Take());

        Assert.Equal(("two", 2L, 1L), (batch.Lines[0], batch.FirstLine, batch.Dropped));
        Assert.Empty(_buffer.Take());
    }

    [Fact]
    public void Batches_are_bounded()
    {
        var buffer = new OutputBuffer(capacity: 1024 * 1024);
        for (var line = 0; line < 1000; line++)
        {
            buffer.Add(_command, new string('€', 300));
        }

        var batches = buffer.Take();

        Assert.Equal(1000, batches.Sum(batch => batch.Lines.Count));
        Assert.All(batches, batch => Assert.InRange(batch.Lines.Sum(line => line.Length * 3), 1, OutputBatch.MaximumBytes));
    }
}
