using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>The section <c>SpecCursor:Worker:LiveOutput</c>.</summary>
internal sealed class LiveOutputOptions
{
    public const string Section = "SpecCursor:Worker:LiveOutput";

    private const int Kibibyte = 1024;

    /// <summary>What may wait to be written, KiB. Five times a second all of it is; what is beyond it is dropped.</summary>
    [Range(1, 16 * Kibibyte)]
    public int BufferKilobytes { get; set; } = 256;

    /// <summary>What is kept in Redis of one upgrade, all its attempts together, KiB; the oldest goes first.</summary>
    [Range(64, 64 * Kibibyte)]
    public int Kilobytes { get; set; } = Kibibyte;

    /// <summary>How long it is kept after its last line.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromHours(1);

    public int BufferBytes => BufferKilobytes * Kibibyte;

    public int Bytes => Kilobytes * Kibibyte;
}
