using System.Collections.Concurrent;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>The last lines that a process printed, for when it fails.</summary>
internal sealed class OutputTail
{
    private const int Limit = 200;
    private const int Shown = 12;

    private readonly ConcurrentQueue<string> lines = new();

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        while (lines.Count > Limit && lines.TryDequeue(out _))
        {
        }
    }

    public override string ToString() => lines.IsEmpty ? "It printed nothing." : string.Join('\n', lines.TakeLast(Shown));
}
