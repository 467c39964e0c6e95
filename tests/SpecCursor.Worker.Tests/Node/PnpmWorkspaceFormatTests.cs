using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node.Pnpm;
using SpecCursor.Worker.Ecosystems.Node.Yaml;

namespace SpecCursor.Worker.Tests.Node;

public sealed class PnpmWorkspaceFormatTests
{
    private static readonly PnpmWorkspaceFormat Format = new();

    [Theory]
    [InlineData("^1.2.3", ">=1 <3", "'>=1 <3'")]
    [InlineData("^1.2.3", "1.2", "'1.2'")]
    [InlineData("^1.2.3", "2", "'2'")]
    [InlineData("^1.2.3", "*", "'*'")]
    [InlineData("^1.2.3", "~2.0.0", "~2.0.0")]
    [InlineData("^1.2.3", "2.0.0-rc.1", "2.0.0-rc.1")]
    [InlineData("'1'", "^1 || ^2", "'^1 || ^2'")]
    [InlineData("\"1\"", ">=1", "\">=1\"")]
    public void What_would_mean_something_else_is_put_in_quotes(string written, string constraint, string expected)
    {
        var before = Encoding.UTF8.GetBytes($"catalog:\n  ms: {written} # kept\n");

        var after = Encoding.UTF8.GetString(ManifestEdit.Apply(Format, before, Format.Find("pnpm-workspace.yaml", before, "ms"), _ => constraint));

        Assert.Equal($"catalog:\n  ms: {expected} # kept\n", after);
        Assert.Equal(constraint, YamlText.Read(after)["catalog"]!["ms"]!.Text);
    }

    [Theory]
    [InlineData("catalog:\n  ms: |\n    1.0.0\n")]
    [InlineData("overrides:\n  ms: $ms\n")]
    [InlineData("overrides:\n  a>ms: 1.0.0\n  ms@1: 1.0.0\n")]
    [InlineData("catalog: ms\n")]
    [InlineData("catalogs: [ms]\n")]
    [InlineData("")]
    public void What_cannot_be_edited_in_place_is_no_place(string workspace) => Assert.Empty(Format.Find("pnpm-workspace.yaml", Encoding.UTF8.GetBytes(workspace), "ms"));
}
