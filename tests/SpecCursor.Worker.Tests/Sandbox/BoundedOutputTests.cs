using System.Text;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Tests.Sandbox;

public sealed class BoundedOutputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Head_and_tail_are_kept_whatever_the_pieces(int piece)
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"{number} ä€😀\n"));
        var output = Append(Encoding.UTF8.GetBytes(text), piece);

        var kept = output.Text();

        Assert.True(output.IsTruncated);
        Assert.True(Encoding.UTF8.GetByteCount(kept) <= BoundedOutput.MaximumBytes);
        Assert.StartsWith("0 ä€😀\n1 ä€😀\n", kept, StringComparison.Ordinal);
        Assert.EndsWith("39999 ä€😀\n", kept, StringComparison.Ordinal);
        Assert.Contains("bytes left out", kept, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', kept);
    }

    [Fact]
    public void Short_output_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(number => $"{number} ä\n"));

        var output = Append(Encoding.UTF8.GetBytes(text), 999);

        Assert.False(output.IsTruncated);
        Assert.Equal(text, output.Text());
    }

    [Fact]
    public void Terminal_sequences_and_nul_are_taken_out() =>
        Assert.Equal("red link\uFFFD\n", Append("\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\0\r\n"u8.ToArray(), 3).Text());

    private static BoundedOutput Append(byte[] bytes, int piece)
    {
        var output = new BoundedOutput();
        for (var i = 0; i < bytes.Length; i += piece)
        {
            output.Append(bytes.AsSpan(i, Math.Min(piece, bytes.Length - i)));
        }

        return output;
    }
}
