using SpecCursor.Versioning.Go;

namespace SpecCursor.Versioning.Tests.Go;

/// <summary>What go itself selects and sorts, given modules in a folder.</summary>
public sealed class MinimalVersionSelectionTests
{
    private readonly GoVersionScheme _scheme = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_go_selects_is_the_highest_minimum_and_lies_in_the_range_of_every_other(int seed)
    {
        var graph = new ModuleGraph(seed);
        using var proxy = new ModuleProxy();
        foreach (var (path, version) in graph.Versions)
            await proxy.PublishAsync(path, version, graph.Requirements[(path, version)]);
        await proxy.RequireAsync(graph.Roots);

        var minimums = (await proxy.RunAsync("mod", "graph")).Select(line => line.Split(' ')[1].Split('@')).ToLookup(module => module[0], module => module[1]);
        var selected = (await proxy.RunAsync("list", "-m", "all")).Select(line => line.Split(' ')).Where(words => words.Length == 2)
            .ToDictionary(words => words[0], words => _scheme.ParseVersion(words[1])!);

        Assert.InRange(minimums.Sum(module => module.Count()), 200, 10_000);
        Assert.Contains(minimums, module => module.Any(text => text.EndsWith("+incompatible", StringComparison.Ordinal)) && module.Any(text => text[1] is '0' or '1'));
        foreach (var module in minimums.Where(module => module.Key is not ("go" or "toolchain")))
        {
            var highest = module.Select(text => _scheme.ParseVersion(text)!).Max(Comparer<IPackageVersion>.Create(_scheme.Compare))!;
            Assert.Equal(highest.Text, selected[module.Key].Text);
            Assert.All(module, text => Assert.True(_scheme.ParseRange(text)!.Admits(highest), $"{module.Key}: {text} does not admit {highest.Text}"));
            Assert.True(GoModulePath.Parse(module.Key)!.Fits((GoVersion)highest));
        }
    }

    [Fact]
    public async Task Versions_are_listed_in_our_order()
    {
        const string Path = "example.org/subject";
        var generator = new GoQuestions(8);
        var versions = Enumerable.Range(0, 10_000).Select(_ => GoVersion.Parse(generator.Next().A)).OfType<GoVersion>()
            .Where(version => version is { Major: < 2, IsIncompatible: false } && !IsPseudoVersion(version))
            .DistinctBy(version => version.Text)
            .ToList();
        using var proxy = new ModuleProxy();
        foreach (var version in versions)
            await proxy.PublishAsync(Path, version.Text, []);
        await proxy.RequireAsync([]);

        var listed = (await proxy.RunAsync("list", "-m", "-versions", Path)).Single().Split(' ').Skip(1);

        Assert.InRange(versions.Count, 500, 3_000);
        Assert.Equal(versions.Order().Select(version => version.Text), listed);
    }

    /// <summary>Go lists tags only.</summary>
    private static bool IsPseudoVersion(GoVersion version) => version.Text.Contains("0191109021931-", StringComparison.Ordinal);
}
