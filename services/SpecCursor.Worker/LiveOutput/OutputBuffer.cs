using System.Text;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>What was printed and is not written yet. It is bounded: what it has no room for is counted and dropped. Thread-safe.</summary>
/// <param name="capacity">The most that it holds, in bytes.</param>
internal sealed class OutputBuffer(int capacity)
{
    /// <summary>What a line costs besides its text: lines may be empty.</summary>
    private const int LineOverhead = 16;

    private readonly Lock _lock = new();
    private List<OutputBatch> _batches = [];
    private PrintedCommand? _last;
    private int _bytes;
    private long _dropped;

    /// <summary>A command begins: announced whatever the room, for an attempt has few.</summary>
    public void Announce(PrintedCommand command)
    {
        lock (_lock)
        {
            _batches.Add(Next(command, firstLine: 1));
        }
    }

    public void Add(PrintedCommand command, string line)
    {
        var bytes = Encoding.UTF8.GetByteCount(line) + LineOverhead;
        lock (_lock)
        {
            var number = ++command.LineCount;
            _last = command;
            if (_bytes + bytes > capacity)
            {
                _dropped++;
                return;
            }

            if (_dropped > 0 || _batches is not [.., { Lines.Count: > 0 } last] || last.Command != command || last.Bytes + bytes > OutputBatch.MaximumBytes)
            {
                _batches.Add(last = Next(command, number));
            }

            last.Add(line, bytes);
            _bytes += bytes;
        }
    }

    /// <summary>All that is there, in its order; empty where there is nothing.</summary>
    public IReadOnlyList<OutputBatch> Take()
    {
        lock (_lock)
        {
            if (_dropped > 0 && _last is not null)
            {
                _batches.Add(Next(_last, _last.LineCount + 1));
            }

            var taken = _batches;
            _batches = [];
            _bytes = 0;
            return taken;
        }
    }

    /// <summary>What was taken could not be written.</summary>
    public void Drop(IEnumerable<OutputBatch> batches)
    {
        lock (_lock)
        {
            _dropped += batches.Sum(batch => batch.Lines.Count + batch.Dropped);
        }
    }

    private OutputBatch Next(PrintedCommand command, long firstLine)
    {
        var batch = new OutputBatch(command, firstLine, _dropped);
        _dropped = 0;
        return batch;
    }
}
