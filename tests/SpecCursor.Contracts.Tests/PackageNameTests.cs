using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Tests;

public sealed class PackageNameTests
{
    [Theory]
    [InlineData("node", "uuid")]
    [InlineData("node", "@types/node")]
    [InlineData("node", "JSONStream")]
    [InlineData("node", "lodash.merge")]
    [InlineData("rust", "serde_json")]
    [InlineData("python", "ruamel.yaml")]
    [InlineData("go", "github.com/spf13/cobra")]
    [InlineData("go", "gopkg.in/yaml.v3")]
    [InlineData("dockerfile", "node")]
    [InlineData("dockerfile", "registry.example:5000/team/app")]
    [InlineData("dotnet", "Newtonsoft.Json")]
    public void A_name_that_the_ecosystem_allows_is_accepted(string ecosystem, string name)
    {
        Assert.True(PackageName.TryValidate(ecosystem, name, out var error), error);
    }

    [Theory]
    [InlineData("node", "../uuid")]
    [InlineData("node", "@scope/../uuid")]
    [InlineData("node", "a/b/c")]
    [InlineData("node", "--registry=http://evil")]
    [InlineData("node", "-g")]
    [InlineData("node", "uuid\n")]
    [InlineData("node", "uu\0id")]
    [InlineData("node", "uuid; rm -rf /")]
    [InlineData("node", "$(id)")]
    [InlineData("node", "")]
    [InlineData("node", null)]
    [InlineData("rust", "serde/json")]
    [InlineData("python", "requests-")]
    [InlineData("go", "github.com//cobra")]
    [InlineData("go", "/etc/passwd")]
    [InlineData("dockerfile", "Node")]
    [InlineData("dotnet", "a b")]
    [InlineData("cobol", "uuid")]
    [InlineData(null, "uuid")]
    public void A_name_that_could_be_something_else_is_refused(string? ecosystem, string? name)
    {
        Assert.False(PackageName.TryValidate(ecosystem, name, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void A_name_over_the_limit_is_refused()
    {
        Assert.False(PackageName.TryValidate("node", new string('a', PackageName.MaximumLength + 1), out _));
        Assert.True(PackageName.TryValidate("node", new string('a', PackageName.MaximumLength), out _));
    }

    [Theory]
    [InlineData("node", "9.0.1")]
    [InlineData("node", "1.0.0-rc.1+build.5")]
    [InlineData("node", "latest")]
    [InlineData("node", "minor")]
    [InlineData("go", "v1.8.0")]
    [InlineData("python", "1!2.0")]
    [InlineData("dockerfile", "bookworm-slim")]
    public void A_version_or_a_known_word_is_a_target(string ecosystem, string target)
    {
        Assert.True(TargetVersion.TryValidate(ecosystem, target, out var error), error);
    }

    [Theory]
    [InlineData("node", "^9.0.0")]
    [InlineData("node", "newest")]
    [InlineData("node", "9.0.1 || 8")]
    [InlineData("node", "../9")]
    [InlineData("node", "9..1")]
    [InlineData("node", "-9")]
    [InlineData("node", "9.0.1\n")]
    [InlineData("node", "")]
    [InlineData("dockerfile", "-slim")]
    public void Anything_else_is_not_a_target(string ecosystem, string target)
    {
        Assert.False(TargetVersion.TryValidate(ecosystem, target, out var error));
        Assert.NotEmpty(error);
    }
}
