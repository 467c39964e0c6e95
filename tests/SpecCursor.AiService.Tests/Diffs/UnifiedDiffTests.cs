using SpecCursor.AiService.Diffs;
using SpecCursor.AiService.Tests.Support;

namespace SpecCursor.AiService.Tests.Diffs;

public sealed class UnifiedDiffTests
{
    private static readonly string Long = string.Concat(Enumerable.Range(1, 40).Select(line => $"line {line}\n"));

    public static TheoryData<string, string> Pairs => new()
    {
        { "a\n", "b\n" },
        { "a", "b" },
        { "a\n", "a" },
        { "a", "a\n" },
        { "a\r\nb\r\n", "a\r\nc\r\n" },
        { "a\nb\n", "a\r\nb\n" },
        { "", "a\n" },
        { "a\n", "" },
        { "a\n\n\nb\n", "a\n\nb\n" },
        { Long, Long.Replace("line 1\n", "first\n", StringComparison.Ordinal) },
        { Long, Long.Replace("line 40\n", "last", StringComparison.Ordinal) },
        { Long, Long.Replace("line 5\n", "five\n", StringComparison.Ordinal).Replace("line 30\n", string.Empty, StringComparison.Ordinal) },
        { Long, Long.Replace("line 10\n", "ten\n", StringComparison.Ordinal).Replace("line 16\n", "sixteen\nmore\n", StringComparison.Ordinal) },
        { Long, "new\n" + Long + "end\n" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Git_applies_it(string before, string after)
    {
        var directory = Directory.CreateTempSubdirectory("speccursor-diff-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory, "a.js"), before);
            await File.WriteAllTextAsync(Path.Combine(directory, "change.diff"), UnifiedDiff.Of("a.js", before, after));

            var run = await Tool.RunAsync("git", "git", directory, TimeSpan.FromSeconds(30), "apply", "--whitespace=nowarn", "change.diff");

            Assert.True(run.ExitCode == 0, run.Output + await File.ReadAllTextAsync(Path.Combine(directory, "change.diff")));
            Assert.Equal(after, await File.ReadAllTextAsync(Path.Combine(directory, "a.js")));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Equal(string.Empty, UnifiedDiff.Of("a.js", "a\n", "a\n"));
}
