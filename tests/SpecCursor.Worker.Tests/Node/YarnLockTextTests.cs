using System.Text;
using SpecCursor.Worker.Ecosystems.Node.Yarn;

namespace SpecCursor.Worker.Tests.Node;

public sealed class YarnLockTextTests
{
    [Theory]
    [InlineData("ms@2.1.3:\n  version \"2.1.3\"\n", "\"ms@2.1.3\", \"ms@^2.1.2\":\n  version \"2.1.3\"\n")]
    [InlineData("# yarn\n\nms@2.1.3, ms@^2.1.1:\n  version \"2.1.3\"\n\nmsx@^2.1.2:\n", "# yarn\n\n\"ms@2.1.3\", \"ms@^2.1.1\", \"ms@^2.1.2\":\n  version \"2.1.3\"\n\nmsx@^2.1.2:\n")]
    [InlineData("ms@2.1.3:\n  v\n\nms@^2.1.2, ms@~2.1.2:\n  w\n", "\"ms@2.1.3\", \"ms@^2.1.2\":\n  v\n\n\"ms@~2.1.2\":\n  w\n")]
    [InlineData("ms@2.1.3:\n  v\n\nms@^2.1.2:\n  w\n\nx@1:\n  y\n", "\"ms@2.1.3\", \"ms@^2.1.2\":\n  v\n\nx@1:\n  y\n")]
    [InlineData("x@1:\n  y\n", "x@1:\n  y\n")]
    public void Pattern_joins_the_entry_of_the_version_and_leaves_any_other(string before, string after) =>
        Assert.Equal(after, Encoding.UTF8.GetString(YarnLockText.Add(
            Encoding.UTF8.GetBytes(before), "ms@2.1.3", ["ms@^2.1.2"], patterns => string.Join(", ", patterns.Select(pattern => $"\"{pattern}\"")))));

    [Theory]
    [InlineData("\"@types/node@*\", \"@types/node@>=13.7.0\":", new[] { "@types/node@*", "@types/node@>=13.7.0" })]
    [InlineData("ms@2.1.2, ms@^2.1.1:\r", new[] { "ms@2.1.2", "ms@^2.1.1" })]
    [InlineData("\"ms@npm:2.1.2, ms@npm:^2.1.1\":", new[] { "ms@npm:2.1.2", "ms@npm:^2.1.1" })]
    public void Patterns_of_both_kinds_of_lockfile_are_read(string header, string[] expected) => Assert.Equal(expected, YarnLockText.Patterns(header));
}
