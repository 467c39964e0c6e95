using System.Globalization;
using System.Text;

namespace SpecCursor.Worker.Sandbox.Output;

/// <summary>Keeps the head and the tail of what is printed, in constant memory. One writer.</summary>
internal sealed class BoundedOutput
{
    /// <summary>The longest text that is kept, in bytes, the remark in the middle included.</summary>
    public const int MaximumBytes = 64 * 1024;

    private const int RemarkBytes = 128;
    private const int HeadBytes = MaximumBytes / 2;
    private const int TailBytes = MaximumBytes - HeadBytes - RemarkBytes;

    private readonly byte[] _head = new byte[HeadBytes];
    private readonly byte[] _tail = new byte[TailBytes];
    private int _headLength;
    private int _tailPosition;
    private long _total;

    /// <summary>Bytes printed so far, kept or not.</summary>
    public long TotalBytes => Interlocked.Read(ref _total);

    public bool IsTruncated => _total > HeadBytes + TailBytes;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Add(ref _total, bytes.Length);
        var toHead = Math.Min(bytes.Length, HeadBytes - _headLength);
        bytes[..toHead].CopyTo(_head.AsSpan(_headLength));
        _headLength += toHead;
        bytes = bytes[toHead..];
        if (bytes.Length > TailBytes)
        {
            bytes = bytes[^TailBytes..];
        }

        var first = Math.Min(bytes.Length, TailBytes - _tailPosition);
        bytes[..first].CopyTo(_tail.AsSpan(_tailPosition));
        bytes[first..].CopyTo(_tail);
        _tailPosition = (_tailPosition + bytes.Length) % TailBytes;
    }

    /// <summary>The text, without what terminals and databases choke on.</summary>
    public string Text()
    {
        var tailLength = (int)Math.Min(_total - _headLength, TailBytes);
        var ordered = new byte[tailLength];
        if (tailLength == TailBytes)
        {
            _tail.AsSpan(_tailPosition).CopyTo(ordered);
            _tail.AsSpan(0, _tailPosition).CopyTo(ordered.AsSpan(TailBytes - _tailPosition));
        }
        else
        {
            _tail.AsSpan(0, tailLength).CopyTo(ordered);
        }

        if (!IsTruncated)
        {
            return PlainText.Of(Encoding.UTF8.GetString([.. _head.AsSpan(0, _headLength), .. ordered]));
        }

        var missing = _total - HeadBytes - TailBytes;
        var remark = string.Create(CultureInfo.InvariantCulture, $"\n… {missing} bytes left out …\n");
        return PlainText.Of(Encoding.UTF8.GetString(WholeCharactersOfHead())) + remark + PlainText.Of(Encoding.UTF8.GetString(WholeCharacters(ordered)));
    }

    private ReadOnlySpan<byte> WholeCharactersOfHead()
    {
        // The cut may go through a character: its lead byte is among the last four.
        for (var back = 1; back <= 4 && back <= _headLength; back++)
        {
            var value = _head[_headLength - back];
            if ((value & 0xC0) == 0x80)
            {
                continue;
            }

            var expected = value switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return _head.AsSpan(0, expected == back ? _headLength : _headLength - back);
        }

        return _head.AsSpan(0, _headLength);
    }

    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> tail)
    {
        var start = 0;
        while (start < 3 && start < tail.Length && (tail[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return tail[start..];
    }
}
