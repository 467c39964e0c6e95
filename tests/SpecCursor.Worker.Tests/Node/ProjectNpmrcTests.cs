using System.Text;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Node;

public sealed class ProjectNpmrcTests
{
    [Theory]
    [InlineData("", "x", null)]
    [InlineData("; registry=https://a.example.org\n# registry=https://b.example.org", "x", null)]
    [InlineData("registry = \"https://a.example.org/npm/\"\r\n", "x", "https://a.example.org/npm/")]
    [InlineData("@s:registry=https://s.example.org/", "@s/x", "https://s.example.org/")]
    [InlineData("@s:registry=https://s.example.org/", "@other/x", null)]
    [InlineData("//registry.example.org/:_authToken=${NPM_TOKEN}", "x", null)]
    public void Registry_is_the_one_that_is_named(string text, string package, string? expected) =>
        Assert.Equal(expected, Parse(text).RegistryOf(package)?.AbsoluteUri);

    [Theory]
    [InlineData("http://a.example.org/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://localhost/")]
    [InlineData("https://a.example.org:8443/")]
    [InlineData("https://user:password@a.example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    public void Registry_that_only_the_worker_might_reach_is_refused(string address) =>
        Assert.Equal(FailureCodes.UnsupportedRegistry, Assert.Throws<StepFailedException>(() => Parse($"registry={address}").RegistryOf("x")).Failure.Code);

    [Theory]
    [InlineData("_auth=abc")]
    [InlineData("//a.example.org/:_authToken=abc")]
    [InlineData("//a.example.org/:_password = abc")]
    public void Credentials_are_refused_and_not_repeated(string text)
    {
        var refused = Assert.Throws<StepFailedException>(() => Parse(text));

        Assert.Equal(FailureCodes.UnsupportedRegistry, refused.Failure.Code);
        Assert.DoesNotContain("abc", refused.Failure.Reason, StringComparison.Ordinal);
    }

    private static ProjectNpmrc Parse(string text) => ProjectNpmrc.Parse(Encoding.UTF8.GetBytes(text));
}
