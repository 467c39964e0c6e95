using SpecCursor.Versioning.Go;

namespace SpecCursor.Versioning.Tests.Go;

public sealed class GoModulePathTests
{
    [Theory]
    [InlineData("github.com/a/b", "v1.9.0", "github.com/a/b")]
    [InlineData("github.com/a/b", "v0.1.0", "github.com/a/b")]
    [InlineData("github.com/a/b", "v2.0.0", "github.com/a/b/v2")]
    [InlineData("github.com/a/b", "v2.0.0+incompatible", "github.com/a/b")]
    [InlineData("github.com/a/b/v2", "v2.4.0", "github.com/a/b/v2")]
    [InlineData("github.com/a/b/v2", "v10.0.0", "github.com/a/b/v10")]
    [InlineData("github.com/a/b/v2", "v1.0.0", "github.com/a/b")]
    [InlineData("github.com/a/b/v2", "v4.0.0+incompatible", "github.com/a/b")]
    [InlineData("gopkg.in/yaml.v2", "v3.0.1", "gopkg.in/yaml.v3")]
    [InlineData("gopkg.in/yaml.v2", "v0.1.0", "gopkg.in/yaml.v0")]
    [InlineData("gopkg.in/yaml.v2-unstable", "v3.0.1", "gopkg.in/yaml.v3-unstable")]
    [InlineData("gopkg.in/check.v1", "v0.0.0-20161208181325-20d25e280405", "gopkg.in/check.v1")]
    public void The_path_for_a_version_names_its_major_where_paths_do(string path, string version, string expected)
    {
        var found = GoModulePath.Parse(path)!.For(GoVersion.Parse(version)!);

        Assert.Equal(expected, found.ToString());
        Assert.True(found.Fits(GoVersion.Parse(version)!));
        Assert.Equal(found, GoModulePath.Parse(expected));
    }

    [Theory]
    [InlineData("github.com/a/b/v1")]
    [InlineData("github.com/a/b/v02")]
    [InlineData("github.com/a/b/v2.1")]
    [InlineData("gopkg.in/yaml")]
    [InlineData("gopkg.in/yaml.v0-unstable")]
    public void A_path_that_no_module_can_have_is_none(string path) => Assert.Null(GoModulePath.Parse(path));
}
