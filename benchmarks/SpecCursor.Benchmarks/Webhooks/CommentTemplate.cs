using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SpecCursor.Benchmarks.Webhooks;

/// <summary>
/// The body of an <c>issue_comment</c> event, of which each copy has a comment id and a time of its own: an old comment or a body that
/// came before would be refused. Both have a fixed length, so that a copy is a copy and a few digits.
/// </summary>
internal sealed class CommentTemplate
{
    private const string Id = "1000000001";
    private const string Time = "2026-01-02T03:04:05Z";

    private readonly byte[] body;
    private readonly IReadOnlyList<int> ids;
    private readonly IReadOnlyList<int> times;
    private long last = long.Parse(Id, CultureInfo.InvariantCulture);

    private CommentTemplate(string text)
    {
        body = Encoding.ASCII.GetBytes(text);
        ids = Positions(text, Id);
        times = Positions(text, Time);
    }

    /// <summary>Reads the body from this program, without the line breaks that make it readable in the repository.</summary>
    public static CommentTemplate Load()
    {
        using var resource = typeof(CommentTemplate).Assembly.GetManifestResourceStream("issue-comment.json")
            ?? throw new InvalidOperationException("The body is missing from this program.");
        return new CommentTemplate(JsonSerializer.Serialize(JsonDocument.Parse(resource).RootElement));
    }

    /// <summary>The next body; may be called from many threads.</summary>
    public byte[] Next()
    {
        var copy = (byte[])body.Clone();
        Span<byte> digits = stackalloc byte[Id.Length];
        Interlocked.Increment(ref last).TryFormat(digits, out _, provider: CultureInfo.InvariantCulture);
        Span<byte> now = stackalloc byte[Time.Length];
        DateTime.UtcNow.TryFormat(now, out _, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        foreach (var position in ids)
        {
            digits.CopyTo(copy.AsSpan(position));
        }

        foreach (var position in times)
        {
            now.CopyTo(copy.AsSpan(position));
        }

        return copy;
    }

    private static List<int> Positions(string text, string value)
    {
        List<int> positions = [];
        for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + value.Length, StringComparison.Ordinal))
        {
            positions.Add(at);
        }

        return positions;
    }
}
