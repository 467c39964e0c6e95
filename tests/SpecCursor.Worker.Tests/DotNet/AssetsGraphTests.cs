using System.Text.Json;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.DotNet.Assets;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.DotNet;

public sealed class AssetsGraphTests
{
    private const string Application = """
        {
          "targets": {
            ".NETFramework,Version=v4.7.2": {
              "X/1.0.0": { "type": "package" },
              "Lib/1.0.0": { "type": "project" }
            },
            "net10.0": {
              "X/1.5.0": { "type": "package", "dependencies": { "Y": "[1.0.0, 2.0.0)", "Gone": "1.0.0" } },
              "Y/1.2.0": { "type": "package" }
            },
            "net10.0/linux-x64": {
              "X/1.5.0": { "type": "package" },
              "Native/1.0.0": { "type": "package" }
            }
          },
          "libraries": {
            "X/1.0.0": { "sha512": "AA==" },
            "Lib/1.0.0": { "type": "project", "msbuildProject": "../Lib/Lib.csproj" }
          },
          "project": {
            "frameworks": {
              "net472": { "dependencies": { "x": { "target": "Package", "version": "[1.0.0, )", "suppressParent": "All" } } },
              "net10.0": { "dependencies": { "X": { "target": "Package", "version": "[1.*, )" } } }
            }
          }
        }
        """;

    [Fact]
    public void Graph_is_the_union_over_frameworks_and_projects()
    {
        var graph = Read("the.X", ["1.0"], ("src/App/App.csproj", Application), ("src/Lib/Lib.csproj", Application.Replace("X/1.5.0", "x/1.5.0", StringComparison.Ordinal)));

        Assert.Equal(
            ["Native/1.0.0", "X/1.0.0", "X/1.5.0", "Y/1.2.0", "src/App/App.csproj", "src/Lib/Lib.csproj"], graph.Packages.Select(package => package.Id));
        Assert.Equal("sha512-AA==", graph.Packages.Single(package => package.Id == "X/1.0.0").Integrity);
        Assert.Contains(Edge("X/1.5.0", "Y", "[1.0.0, 2.0.0)", DependencyKind.Dependency, "Y/1.2.0"), graph.Edges);
        Assert.Contains(Edge("X/1.5.0", "Gone", "1.0.0", DependencyKind.Dependency, null), graph.Edges);
        Assert.Contains(Edge("src/App/App.csproj", "x", "[1.0.0, )", DependencyKind.Development, "X/1.0.0"), graph.Edges);
        Assert.Contains(Edge("src/App/App.csproj", "X", "[1.*, )", DependencyKind.Dependency, "X/1.5.0"), graph.Edges);
        Assert.Contains(Edge("src/App/App.csproj", "Lib", "", DependencyKind.Dependency, "src/Lib/Lib.csproj"), graph.Edges);
        Assert.Contains(Edge("src/Lib/Lib.csproj", "X", "[1.*, )", DependencyKind.Dependency, "X/1.5.0"), graph.Edges);
    }

    [Fact]
    public void Package_that_is_upgraded_has_its_own_name_and_range_as_they_are_written()
    {
        var graph = Read("X", ["1.0", "1.*"], ("App.csproj", Application));

        Assert.Equal(
            [("1.*", "X/1.5.0"), ("1.0", "X/1.0.0")],
            graph.Edges.Where(edge => edge is { From: "App.csproj", Name: "X" }).Select(edge => (edge.Range, edge.To!)).Order());
    }

    [Fact]
    public void Too_many_packages_are_refused()
    {
        var packages = string.Join(',', Enumerable.Range(0, 20_001).Select(number => $"\"P{number}/1.0.0\":{{\"type\":\"package\"}}"));

        var exception = Assert.Throws<StepFailedException>(() => Read("X", [], ("App.csproj", $"{{\"targets\":{{\"net10.0\":{{{packages}}}}}}}")));

        Assert.Equal(FailureCodes.LockfileTooLarge, exception.Failure.Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"targets\":[],\"libraries\":1,\"project\":{\"frameworks\":{\"net10.0\":{\"dependencies\":{\"X\":\"1.0\"}}}}}")]
    public void Anything_else_is_an_empty_project(string json) =>
        Assert.Equal(["App.csproj"], Read("X", [], ("App.csproj", json)).Packages.Select(package => package.Id));

    [Theory]
    [InlineData("net10.0", "net10.0", true)]
    [InlineData("net10.0/linux-x64", "net10.0", true)]
    [InlineData("net10.0-windows7.0", "net10.0-windows", true)]
    [InlineData("net10.0-windows7.0", "net10.0", false)]
    [InlineData(".NETFramework,Version=v4.7.2", "net472", true)]
    [InlineData(".NETStandard,Version=v2.0", "netstandard2.0", true)]
    [InlineData(".NETCoreApp,Version=v3.1", "netcoreapp3.1", true)]
    [InlineData(".NETStandard,Version=v2.1", "netstandard2.0", false)]
    public void Framework_has_two_names(string resolved, string framework, bool expected) => Assert.Equal(expected, TargetFramework.IsFor(resolved, framework));

    private static DependencyEdge Edge(string from, string name, string range, DependencyKind kind, string? to) =>
        new() { From = from, Name = name, Range = range, Kind = kind, To = to };

    private static LockGraph Read(string package, string[] ranges, params (string Project, string Json)[] assets)
    {
        var graph = new AssetsGraph(package, ranges);
        foreach (var (project, json) in assets)
        {
            using var document = JsonDocument.Parse(json);
            graph.Add(project, document.RootElement);
        }

        return graph.Build();
    }
}
