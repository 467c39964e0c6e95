namespace SpecCursor.Cli.Tests.Images;

/// <summary>What <c>images</c> says before it builds anything.</summary>
public sealed class ImagesCommandTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("there is no service 'web'; there are controller, github-app, worker, ai-service, proof-engine", "web")]
    [InlineData("there is no service 'web'", "worker", "web")]
    [InlineData("'cobol' is no ecosystem whose tools can be added; there are rust, python, go, dotnet, and all", "--ecosystems", "rust,cobol")]
    [InlineData("'Upper Case' cannot stand before a service's name", "--prefix", "Upper Case")]
    [InlineData("'' cannot stand before a service's name", "--prefix", "")]
    [InlineData("'registry.example/' cannot stand before a service's name", "--prefix", "registry.example/")]
    [InlineData("'a b' is no tag", "--tag", "a b")]
    [InlineData("--prefix wants a value", "--prefix")]
    [InlineData("--tag wants a value", "worker", "--tag")]
    [InlineData("--ecosystems wants a value", "--ecosystems")]
    [InlineData("Unknown option 'force'", "--force")]
    [InlineData("nonsense", "--base", "nonsense")]
    public async Task What_cannot_be_built_is_refused_with_the_reason_and_nothing_is_written(string reason, params string[] arguments)
    {
        var result = await _cli.RunAsync(["images", .. arguments]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(reason, result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("building", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli.State));
    }
}
