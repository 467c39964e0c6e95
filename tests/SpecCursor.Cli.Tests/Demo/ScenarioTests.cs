using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing;

namespace SpecCursor.Cli.Tests.Demo;

/// <summary>What the demo can be asked for is there, and is what its scenario says.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Samples => [.. All.Select(scenario => scenario.Sample)];

    private static IReadOnlyList<Scenario> All => Scenario.Load(Repository.PathOf("samples"));

    [Fact]
    public void Every_ecosystem_has_a_sample() => Assert.Equal(Ecosystems.All.Order(), All.Select(scenario => scenario.Ecosystem).Distinct().Order());

    [Fact]
    public void Every_sample_is_shown() => Assert.Equal(
        Directory.EnumerateDirectories(Repository.PathOf("samples")).SelectMany(Directory.EnumerateDirectories).Order(),
        All.Select(scenario => Repository.PathOf($"samples/{scenario.Sample}")).Order());

    [Theory]
    [MemberData(nameof(Samples))]
    public void Manifest_names_the_package_and_not_the_version_that_is_gone_to(string sample)
    {
        var scenario = All.Single(one => one.Sample == sample);

        var manifest = File.ReadAllText(Repository.PathOf($"samples/{sample}/{Manifest(scenario.Ecosystem)}"));

        Assert.Contains(scenario.Package, manifest, StringComparison.Ordinal);
        Assert.DoesNotContain(scenario.Target, manifest, StringComparison.Ordinal);
        Assert.StartsWith(scenario.Ecosystem + "/", sample, StringComparison.Ordinal);
        Assert.True(Enum.IsDefined(scenario.Expected));
    }

    private static string Manifest(string ecosystem) => ecosystem switch
    {
        Ecosystems.Node => "package.json",
        Ecosystems.Rust => "Cargo.toml",
        Ecosystems.Python => "requirements.txt",
        Ecosystems.Go => "go.mod",
        Ecosystems.DotNet => "Directory.Packages.props",
        Ecosystems.Dockerfile => "Dockerfile",
        _ => throw new ArgumentOutOfRangeException(nameof(ecosystem), ecosystem, "It has no manifest."),
    };
}
