using System.Text;
using SpecCursor.Worker.Ecosystems.Python;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Python;

public sealed class PyprojectTests
{
    [Fact]
    public void Requirements_are_found_in_every_form_of_table()
    {
        var project = Parse("""
            project.dependencies = ["a>=1"]
            dependency-groups = { Test_Unit = ['b', { include-group = "other" }], other = ["c"] }
            [project.optional-dependencies]
            "X.y" = ["d"]
            [[project.dependencies2]]
            dependencies = ["no"]
            """);

        Assert.Equal(
            [("a", "dependencies"), ("b", "dependency-groups.test-unit"), ("c", "dependency-groups.other"), ("d", "optional-dependencies.x-y")],
            project.Requirements.Select(declared => (declared.Name, declared.Site.Section)));
        Assert.Equal(["dependency-groups.other", "dependency-groups.test-unit"], project.WithIncluded("dependency-groups.test-unit").Order());
    }

    [Fact]
    public void Project_that_requires_itself_means_its_extras()
    {
        var project = Parse("[project]\nname = 'My.App'\n[project.optional-dependencies]\nall = ['my_app[x,Y]']\nx = ['a']\ny = ['b']\n[dependency-groups]\nx = [{include-group = 'x'}]\n");

        Assert.Equal(["a", "b"], project.Requirements.Select(declared => declared.Name));
        Assert.Equal(
            ["optional-dependencies.all", "optional-dependencies.x", "optional-dependencies.y"], project.WithIncluded("optional-dependencies.all").Order());
        Assert.Equal(["dependency-groups.x"], project.WithIncluded("dependency-groups.x"));
    }

    [Theory]
    [InlineData("a = ")]
    [InlineData("[project]\n[project]\n")]
    [InlineData("project = 1\nproject = 2")]
    public void What_is_no_toml_is_refused(string text) => Assert.Equal(FailureCodes.InvalidManifest, Refusal(text));

    [Theory]
    [InlineData("[")]
    [InlineData("{a=")]
    public void Depth_without_end_is_refused(string open) =>
        Assert.Equal(FailureCodes.InvalidManifest, Refusal("a = " + string.Concat(Enumerable.Repeat(open, 250_000))));

    [Fact]
    public void Long_keys_make_no_work()
    {
        var key = string.Concat(Enumerable.Repeat("a.", 100_000)) + "a";
        var text = $"[{key}]\n" + string.Concat(Enumerable.Range(0, 50_000).Select(number => $"b{number}=1\n")) + "[project]\ndependencies = ['greet']\n";

        Assert.Equal("greet", Assert.Single(Parse(text).Requirements).Name);
    }

    private static string Refusal(string text) => Assert.Throws<StepFailedException>(() => Parse(text)).Failure.Code;

    private static Pyproject Parse(string text) => Pyproject.Parse("pyproject.toml", Encoding.UTF8.GetBytes(text));
}
