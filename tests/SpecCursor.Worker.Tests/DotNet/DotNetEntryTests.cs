using System.Text;
using System.Xml.Linq;
using SpecCursor.Worker.Ecosystems.DotNet;

namespace SpecCursor.Worker.Tests.DotNet;

public sealed class DotNetEntryTests
{
    [Theory]
    [InlineData("a/A.csproj", "a/A.csproj")]
    [InlineData("a/A.csproj App.sln", "App.sln")]
    [InlineData("a/A.csproj src/App.slnx src/deep/Other.sln", "src/App.slnx")]
    [InlineData("a/A.csproj App.sln App.slnx", "App.slnx")]
    [InlineData("a/A.csproj b/B.fsproj", ".speccursor-all-projects.proj")]
    [InlineData("a/A.csproj b/B.fsproj One.sln Two.sln", ".speccursor-all-projects.proj")]
    [InlineData("a/A.csproj One.sln Two.sln", "a/A.csproj")]
    public void Solution_comes_before_the_only_project_and_that_before_all_of_them(string files, string expected) =>
        Assert.Equal(expected, Choose(files.Split(' ')).Path);

    [Fact]
    public void Names_of_projects_mean_nothing_to_MSBuild()
    {
        var entry = Choose(["a;b/$(X) & @(Y) %3b*.csproj", "\"'<c>\n.csproj"]);

        var names = XDocument.Parse(Encoding.UTF8.GetString(entry.Content())).Descendants("Entry").Select(element => element.Attribute("Include")!.Value);

        Assert.Equal(["a%3bb/%24%28X%29 & %40%28Y%29 %253b%2a.csproj", "\"%27<c>%0a.csproj"], names);
    }

    private static DotNetEntry Choose(string[] files) => DotNetEntry.Choose(files, [.. files.Where(DotNetManifest.IsProjectPath)]);
}
