using SpecCursor.Versioning;
using SpecCursor.Worker.Changelogs;

namespace SpecCursor.Worker.Tests.Changelogs;

public sealed class ChangelogSectionsTests
{
    private static readonly IVersionScheme Npm = VersionSchemes.Default.Find("node")!;

    [Fact]
    public void Sections_between_the_versions_are_kept_in_their_order()
    {
        const string Text = """
            # Changelog

            All notable changes.

            ## [Unreleased]

            ### Added

            - not yet

            ## [3.0.0] - 2024-05-06

            ### Removed

            - the old way

            ## [2.1.0] - 2023-04-05

            - something new

            ## [2.0.0] - 2022.03.04

            - before

            [3.0.0]: https://forge.invalid/compare
            """;

        Assert.Equal([("3.0.0", "### Removed\n\n- the old way"), ("2.1.0", "- something new")], Between(Text, "2.0.0", "3.0.0"));
        Assert.Equal([("2.1.0", "- something new")], Between(Text, "2.0.0", "2.1.0"));
        Assert.Empty(Between(Text, "3.0.0", "3.0.1"));
    }

    [Theory]
    [InlineData("# [1.2.0](https://forge.invalid/compare/v1.1.0...v1.2.0) (2024-01-02)\n\ntext\n## 1.1.0\nold")]
    [InlineData("1.2.0 / 2014-09-22\n==================\n\ntext\n\n1.1.0 / 2014-01-01\n==================\nold")]
    [InlineData("v1.2.0 - January 2, 2024\n---\ntext\nv1.1.0 - January 1, 2024\n---\nold")]
    [InlineData("**1.2.0**\n\ntext\n\n**1.1.0**\n\nold")]
    [InlineData("1.2.0 (2024-01-02)\n\ntext\n\n1.1.0 (2024-01-01)\n\nold")]
    [InlineData("## package@1.2.0\ntext\n## package@1.1.0\nold")]
    [InlineData("## Version 1.2.0\r\ntext\r\n## Version 1.1.0\r\nold")]
    [InlineData("## 1.2.0 ##\ntext\n# Older releases\n1.1.0 was nice\n## 1.1.0\nold")]
    public void Headings_of_every_form_are_read(string text) => Assert.Equal([("1.2.0", "text")], Between(text, "1.1.0", "1.2.0"));

    [Fact]
    public void Code_and_tables_have_no_headings()
    {
        const string Text = "## 2.0.0\n```sh\n# 1.5.0 is not here\n```\n| a | b |\n|---|---|\n## 1.0.0\nold";

        Assert.Equal([("2.0.0", "```sh\n# 1.5.0 is not here\n```\n| a | b |\n|---|---|")], Between(Text, "1.0.0", "2.0.0"));
    }

    [Theory]
    [InlineData("rust", "## 1.2.0\ntext\n## 1.1.0\nold", "1.1.0", "1.2.0")]
    [InlineData("python", "1.2 (2024-01-02)\n================\n\ntext\n\n1.1\n===\nold", "1.1.0", "1.2.0")]
    [InlineData("go", "## 1.2.0\ntext\n## v1.1.0\nold", "v1.1.0", "v1.2.0")]
    [InlineData("dotnet", "## 1.2.0\ntext\n## 1.1.0\nold", "1.1.0", "1.2.0")]
    public void Versions_are_compared_as_their_ecosystem_does(string ecosystem, string text, string from, string to)
    {
        var scheme = VersionSchemes.Default.Find(ecosystem)!;

        var (releases, _) = ChangelogSections.Between(text, scheme, scheme.ParseVersion(from)!, scheme.ParseVersion(to)!);

        Assert.Equal("text", Assert.Single(releases).Text);
    }

    [Fact]
    public void No_more_is_kept_than_has_room()
    {
        var many = string.Concat(Enumerable.Range(1, 40).Reverse().Select(patch => $"## 1.0.{patch}\n\ntext\n"));
        var (few, tooMany) = ChangelogSections.Between(many, Npm, Npm.ParseVersion("1.0.0")!, Npm.ParseVersion("1.0.40")!);
        var (cut, tooLong) = ChangelogSections.Between($"## 1.0.1\n{new string('x', 100_000)}", Npm, Npm.ParseVersion("1.0.0")!, Npm.ParseVersion("1.0.1")!);

        Assert.Equal((30, true), (few.Count, tooMany));
        Assert.Equal((16 * 1024, true), (Assert.Single(cut).Text.Length, tooLong));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("#")]
    [InlineData("===")]
    [InlineData("```")]
    [InlineData("## 99999999999999999999.0.0\ntext")]
    [InlineData("v\n---")]
    [InlineData("[\n===\n[[\n---")]
    public void Text_without_releases_has_none(string text) => Assert.Empty(Between(text, "1.0.0", "2.0.0"));

    [Fact]
    public void No_text_is_too_much()
    {
        string[] pieces = ["## ", "#", "v", "[", "]", "(", "1.2.3", "2.0", ".", "-", "rc.1", "**", "---", "===", "```", "\n", "\r\n", " ", "/", "word", "1" + new string('1', 40)];
        var random = new Random(20261128);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => pieces[random.Next(pieces.Length)]));

            Assert.All(Between(text, "1.0.0", "2.0.0"), release => Assert.True(Npm.Compare(Npm.ParseVersion(release.Item1)!, Npm.ParseVersion("2.0.0")!) <= 0, text));
        }
    }

    private static IEnumerable<(string, string)> Between(string text, string from, string to) =>
        ChangelogSections.Between(text, Npm, Npm.ParseVersion(from)!, Npm.ParseVersion(to)!).Releases.Select(release => (release.Version, release.Text));
}
