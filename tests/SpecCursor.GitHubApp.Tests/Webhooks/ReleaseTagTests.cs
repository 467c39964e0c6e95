using SpecCursor.GitHubApp.Webhooks.Watching;

namespace SpecCursor.GitHubApp.Tests.Webhooks;

public sealed class ReleaseTagTests
{
    [Theory]
    [InlineData("v9.0.1", "node", "uuid", "9.0.1")]
    [InlineData("9.0.1", "node", "uuid", "9.0.1")]
    [InlineData("uuid@9.0.1", "node", "uuid", "9.0.1")]
    [InlineData("uuid-v9.0.1", "node", "uuid", "9.0.1")]
    [InlineData("uuid-9.0.1", "node", "uuid", "9.0.1")]
    [InlineData("@babel/core@7.24.0", "node", "@babel/core", "7.24.0")]
    [InlineData("core-v7.24.0", "node", "@babel/core", "7.24.0")]
    [InlineData("v1.8.0", "go", "github.com/spf13/cobra", "v1.8.0")]
    [InlineData("13.0.3", "dotnet", "Newtonsoft.Json", "13.0.3")]
    public void A_tag_names_a_version(string tag, string ecosystem, string package, string version)
    {
        Assert.Equal(version, ReleaseTag.VersionOf(tag, ecosystem, package));
    }

    [Theory]
    [InlineData("v9.0.1-rc.1")]
    [InlineData("other@9.0.1")]
    [InlineData("uuid@next")]
    [InlineData("nightly")]
    [InlineData("../9.0.1")]
    [InlineData("v9.0.1\n")]
    [InlineData("")]
    public void A_tag_that_names_no_stable_version_of_the_package_is_passed_over(string tag)
    {
        Assert.Null(ReleaseTag.VersionOf(tag, "node", "uuid"));
    }
}
