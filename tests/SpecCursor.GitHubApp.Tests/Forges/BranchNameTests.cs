using System.Text;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Tests.Forges;

public sealed class BranchNameTests : IDisposable
{
    private readonly GitRunner _git = new();

    [Theory]
    [InlineData("node", "uuid", "9.0.1", "speccursor/node/uuid-9.0.1")]
    [InlineData("node", "@types/node", "22.1.0", "speccursor/node/types/node-22.1.0")]
    [InlineData("go", "github.com/spf13/cobra", "v1.8.0", "speccursor/go/github.com/spf13/cobra-v1.8.0")]
    [InlineData("node", "semver", "1.0.0+build.5", "speccursor/node/semver-1.0.0+build.5")]
    public void An_ordinary_name_stays_readable(string ecosystem, string package, string version, string branch)
    {
        Assert.Equal(branch, BranchName.Of(ecosystem, package, version));
    }

    [Theory]
    [InlineData("../../heads/main", "1.0.0")]
    [InlineData("uuid", "../main")]
    [InlineData("--upload-pack=id", "1.0.0")]
    [InlineData("uuid.lock", "1.0.lock")]
    [InlineData("a..b", "1@{2}")]
    [InlineData(".hidden", "1.0.0.")]
    [InlineData("a b\tc\n", "~^:?*[\\")]
    [InlineData("//", "")]
    [InlineData("", "")]
    [InlineData("@", "@{")]
    [InlineData("ünïcödé", "１")]
    public async Task A_hostile_name_becomes_a_name_that_git_allows(string package, string version)
    {
        var branch = BranchName.Of("node", package, version);

        var check = new GitCommand { Arguments = ["check-ref-format", "--branch", branch] };
        var result = await _git.RunAsync(check, CancellationToken.None);
        Assert.True(result.Succeeded, $"{branch}: {result.Error}");
        Assert.StartsWith("speccursor/node/", branch, StringComparison.Ordinal);
        Assert.All(Encoding.UTF8.GetBytes(branch), value => Assert.InRange(value, (byte)0x21, (byte)0x7E));
    }

    [Fact]
    public void Different_packages_never_share_a_branch()
    {
        string[] names = ["a b", "a-b", "a:b", "a\tb", "@a/b", new string('a', 300), new string('a', 301)];

        Assert.Equal(names.Length, names.Select(name => BranchName.Of("node", name, "1.0.0")).Distinct().Count());
    }

    [Fact]
    public void A_long_name_is_cut()
    {
        Assert.InRange(BranchName.Of("node", new string('a', 5000), "1.0.0").Length, 1, 240);
    }

    public void Dispose() => _git.Dispose();
}
