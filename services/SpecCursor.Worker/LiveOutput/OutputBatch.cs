namespace SpecCursor.Worker.LiveOutput;

/// <summary>Lines of one command that are written together.</summary>
/// <param name="Command">The command.</param>
/// <param name="FirstLine">The number of the first of them, from 1.</param>
/// <param name="Dropped">Lines that are missing before them.</param>
internal sealed record OutputBatch(PrintedCommand Command, long FirstLine, long Dropped)
{
    /// <summary>The most that one holds, in bytes.</summary>
    public const int MaximumBytes = 16 * 1024;

    public List<string> Lines { get; } = [];

    /// <summary>What the lines cost, in bytes.</summary>
    public int Bytes { get; private set; }

    public void Add(string line, int bytes)
    {
        Lines.Add(line);
        Bytes += bytes;
    }
}
