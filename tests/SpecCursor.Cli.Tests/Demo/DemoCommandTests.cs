using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Cli.Tests.Demo;

/// <summary>What the demo answers before it starts anything.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Ecosystem_without_a_sample_is_named_with_those_that_have_one()
    {
        var result = await _cli.RunAsync("demo", "--ecosystem", "cobol");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"speccursor: there is no sample for the ecosystem 'cobol'; there are samples for {string.Join(", ", Ecosystems.All)}.", result.Error.Trim());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli.State));
    }
}
