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
    public void Poetrys_tables_are_read_wherever_they_stand()
    {
        var project = Parse("""
            [tool.poetry]
            dependencies = { python = "^3.8", A_b = "^1", c = { git = "x" } }
            dev-dependencies.d = { version = "~2", markers = "os_name == 'nt'", extras = ["x", "y"] }
            [tool.poetry.group.Docs_X.dependencies.e]
            version = "*"
            [[tool.poetry.source]]
            url = "https://a.example.org"
            [[tool.poetry.source]]
            url = "https://b.example.org"
            priority = "primary"
            """);

        Assert.Equal(
            [("a-b", "poetry.main", "^1", ">=1,<2"), ("d", "poetry.dev", "~2", ">=2,<3"), ("e", "poetry.docs-x", "*", "")],
            project.Requirements.Where(declared => !declared.Requirement.IsDirect).Select(declared => (declared.Name, declared.Site.Section, declared.Site.Text, declared.Range)));
        Assert.Equal("c", Assert.Single(project.Requirements, declared => declared.Requirement.IsDirect).Name);
        Assert.Contains(project.Requirements, declared => declared.Requirement is { Extras: "x,y", Marker: "os_name == 'nt'" });
        Assert.Equal(
            [(PipOption.ExtraIndexUrl, "https://a.example.org"), (PipOption.IndexUrl, "https://b.example.org")],
            project.Poetry.Sources.Select(source => (source.Name, source.Value)));
    }

    private static string Refusal(string text) => Assert.Throws<StepFailedException>(() => Parse(text)).Failure.Code;

    private static Pyproject Parse(string text) => Pyproject.Parse("pyproject.toml", Encoding.UTF8.GetBytes(text));
}
