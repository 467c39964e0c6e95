using System.Text;
using SpecCursor.Worker.LiveOutput;

namespace SpecCursor.Worker.Tests.LiveOutput;

public sealed class LineSplitterTests
{
    [Fact]
    public void Lines_are_the_same_whatever_the_pieces()
    {
        var random = new Random(1);
        var longest = new string('x', LineSplitter.MaximumBytes);
        var bytes = Encoding.UTF8.GetBytes($"one\n\nzwei ä€😀\r\n{longest}\n{longest}y and more\nafter\n{string.Concat(Enumerable.Range(0, 500).Select(number => $"{number} ä\n"))}last");
        var whole = Lines(bytes, () => bytes.Length);

        Assert.Equal(["one", "", "zwei ä€😀\r", longest, longest + "✂", "after", "0 ä"], whole.Take(7));
        Assert.Equal(["499 ä", "last"], whole.TakeLast(2));
        Assert.All([1, 2, 3, 7, 4096, LineSplitter.MaximumBytes], piece => Assert.Equal(whole, Lines(bytes, () => piece)));
        for (var round = 0; round < 200; round++)
        {
            Assert.Equal(whole, Lines(bytes, () => random.Next(1, 1 << random.Next(1, 17))));
        }
    }

    [Fact]
    public void Line_that_never_ends_is_shown_when_it_is_too_long_and_then_skipped()
    {
        List<string> lines = [];
        var splitter = new LineSplitter((line, isCut) => lines.Add(isCut ? "cut" : line));
        var piece = new byte[1000];
        piece.AsSpan().Fill((byte)'.');

        for (var i = 0; i < 10_000; i++)
        {
            splitter.Append(piece);
        }

        Assert.Equal(["cut"], lines);
        splitter.Append("the end\nnext\n"u8);
        splitter.Complete();
        Assert.Equal(["cut", "next"], lines);
    }

    private static List<string> Lines(byte[] bytes, Func<int> piece)
    {
        List<string> lines = [];
        var splitter = new LineSplitter((line, isCut) => lines.Add(isCut ? line + "✂" : line));
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(piece(), bytes.Length - at);
            splitter.Append(bytes.AsSpan(at, length));
            at += length;
        }

        splitter.Complete();
        return lines;
    }
}
