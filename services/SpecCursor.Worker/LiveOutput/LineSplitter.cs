using System.Buffers;
using System.Text;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>Cuts what a process prints into lines: the same ones, whatever pieces the bytes come in. Its memory is bounded: of a longer line, the rest is left out.</summary>
/// <param name="take">Gets each line without its end, and whether its rest was left out.</param>
internal sealed class LineSplitter(Action<string, bool> take)
{
    /// <summary>The longest part of a line that is kept, in bytes.</summary>
    public const int MaximumBytes = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _isCut;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        for (var end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
        {
            Add(bytes[..end]);
            End();
            bytes = bytes[(end + 1)..];
        }

        Add(bytes);
    }

    /// <summary>Nothing comes any more: what has come since the last end of line is a line, too.</summary>
    public void Complete()
    {
        if (_line.WrittenCount > 0)
        {
            End();
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_isCut)
        {
            return;
        }

        var room = MaximumBytes - _line.WrittenCount;
        _line.Write(bytes[..Math.Min(room, bytes.Length)]);
        if (bytes.Length > room)
        {
            // Shown at once: it may never end.
            Take(isCut: true);
            _isCut = true;
        }
    }

    private void End()
    {
        if (!_isCut)
        {
            Take(isCut: false);
        }

        _isCut = false;
    }

    private void Take(bool isCut)
    {
        var line = Encoding.UTF8.GetString(_line.WrittenSpan);
        _line.ResetWrittenCount();
        take(line, isCut);
    }
}
