using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Workflow;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Storage;

/// <summary>How values are kept.</summary>
public sealed class ValueTests
{
    [Fact]
    public void A_report_survives_its_compression()
    {
        var report = Given.Report();

        var again = CompressedJson.Read<UpgradeReport>(CompressedJson.Write(report));

        Assert.Equal(report.Diff, again.Diff);
        Assert.Equal(report.PublishedVersions, again.PublishedVersions);
        Assert.Equal(report.Tests, again.Tests);
    }

    [Fact]
    public void Enums_are_kept_by_their_names_on_the_wire()
    {
        Assert.Equal(["queued", "running", "completed", "failed", "cancelled"], EnumNames.All<UpgradeStatus>());
        Assert.All(Enum.GetValues<UpgradeStep>(), step => Assert.Equal(step, EnumNames.ValueOf<UpgradeStep>(EnumNames.NameOf(step))));
        Assert.False(EnumNames.TryGet<UpgradeStatus>("Queued", out _));
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("a\0b", 10, "ab")]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("ab💥cd", 4, "ab…")]
    public void Text_is_cut_without_breaking_a_character(string text, int maximum, string expected) => Assert.Equal(expected, BoundedText.Of(text, maximum));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("abcdef", 4, "…def")]
    [InlineData("ab💥cd", 4, "…cd")]
    public void The_tail_is_cut_without_breaking_a_character(string text, int maximum, string expected) => Assert.Equal(expected, BoundedText.TailOf(text, maximum));
}
