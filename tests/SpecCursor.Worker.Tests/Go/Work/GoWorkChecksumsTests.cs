using System.Text;
using SpecCursor.Worker.Ecosystems.Go.Work;

namespace SpecCursor.Worker.Tests.Go.Work;

public sealed class GoWorkChecksumsTests
{
    /// <summary>Lines are letters here.</summary>
    [Theory]
    [InlineData("ab", "ab", "ac", "ac")]
    [InlineData("ab", "ab", null, "")]
    [InlineData("abx", "ab", "ac", "axc")]
    [InlineData("a", "ab", "abc", "ac")]
    [InlineData("ac", "ab", "abc", "ac")]
    [InlineData("ab", null, "c", "abc")]
    [InlineData(null, null, "c", "c")]
    [InlineData(null, "a", "ac", null)]
    [InlineData(null, null, null, null)]
    [InlineData("ab", "ba", "ba", "ab")]
    public void Nothing_changes_but_what_the_upgrade_changes(string? original, string? before, string? after, string? expected) =>
        Assert.Equal(Lines(expected, "\n"), Merge(Lines(original, "\n"), Lines(before, "\n"), Lines(after, "\n")));

    [Fact]
    public void Line_ends_stay()
    {
        Assert.Equal(Lines("ac", "\r\n"), Merge(Lines("ab", "\r\n"), Lines("ab", "\n"), Lines("ac", "\n")));
        Assert.Equal(Lines("axc", "\r\n"), Merge(Lines("abx", "\r\n"), Lines("ab", "\n"), Lines("ac", "\n")));
    }

    private static string? Merge(string? original, string? before, string? after) =>
        GoWorkChecksums.Merge(Bytes(original), Bytes(before), Bytes(after)) is { } merged ? Encoding.UTF8.GetString(merged) : null;

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static string? Lines(string? letters, string end) => letters is null ? null : string.Concat(letters.Select(letter => letter + end));
}
