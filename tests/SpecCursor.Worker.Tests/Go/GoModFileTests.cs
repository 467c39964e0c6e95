using System.Text;
using System.Text.Json;
using SpecCursor.Testing;
using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Go;

public sealed class GoModFileTests
{
    private const string Everything = """
        // Deprecated: use example.org/other
        // or nothing.
        //
        // More.
        module "example.org/app"

        go 1.18

        require (
        	example.org/a v1.0.0 // indirect; for a reason
        	"example.org/b" "v1.1.0" // indirectly
        )

        require example.org/c/v2 v2.0.0// indirect

        replace (
        	example.org/a => ../a
        	example.org/b v1.1.0 => example.org/fork v1.2.0
        )

        exclude example.org/c/v2 v2.1.0

        // Lost data.
        retract [v1.0.0, v1.1.0]

        // All of them.
        retract (
        	v1.3.0 // Too early.
        	v1.4.0
        )
        """;

    [Fact]
    public async Task Reads_what_go_reads()
    {
        var file = GoModFile.Parse(Encoding.UTF8.GetBytes(Everything));

        var folder = TestDirectory.Create("go-mod");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "go.mod"), Everything);
            using var json = JsonDocument.Parse(await Tool.RunAsync(folder, "go", "mod", "edit", "-json"));
            var root = json.RootElement;
            Assert.Equal(Text(root.GetProperty("Module"), "Path"), file.ModulePath);
            Assert.Equal(Text(root.GetProperty("Module"), "Deprecated"), file.Deprecation);
            Assert.Equal(Text(root, "Go"), file.GoVersion);
            Assert.Equal(
                root.GetProperty("Require").EnumerateArray().Select(item => new GoRequirement(Text(item, "Path")!, Text(item, "Version")!, item.TryGetProperty("Indirect", out _))),
                file.Requirements);
            Assert.Equal(
                root.GetProperty("Replace").EnumerateArray().Select(item => (Old: item.GetProperty("Old"), New: item.GetProperty("New")))
                    .Select(item => new GoReplacement(Text(item.Old, "Path")!, Text(item.Old, "Version"), Text(item.New, "Path")!, Text(item.New, "Version"))),
                file.Replacements);
            Assert.Equal(root.GetProperty("Exclude").EnumerateArray().Select(item => (Text(item, "Path")!, Text(item, "Version")!)), file.Exclusions.Order());
            Assert.Equal(
                root.GetProperty("Retract").EnumerateArray().Select(item => (Text(item, "Low"), Text(item, "High"), Text(item, "Rationale"))),
                file.Retractions.Select(item => ((string?)item.From.Text, (string?)item.To.Text, item.Reason)));
        }
        finally
        {
            TestDirectory.Delete(folder);
        }
    }

    [Fact]
    public void Versions_that_go_wrote_are_put_into_the_manifest_as_it_was()
    {
        const string before = "module m\n\nrequire (\n  a.b/c   v1.0.0 // indirect\n\n  \"a.b/d\" \"v1.0.0\" // why\n)\n";
        const string written = "module m\n\nrequire (\n\ta.b/c v1.1.0 // indirect\n\n\ta.b/d v1.2.0 // why\n)\n";

        Assert.Equal(before.Replace("c   v1.0.0", "c   v1.1.0", StringComparison.Ordinal).Replace("\"v1.0.0\"", "\"v1.2.0\"", StringComparison.Ordinal), Keep(before, written));
    }

    [Fact]
    public void Ten_thousand_requirements_keep_their_bytes()
    {
        var before = $"module  m\n\nrequire (\n{string.Concat(Enumerable.Range(0, 10_000).Select(number => $"  a.b/c{number}   v1.0.0\n"))})\n";

        Assert.Equal(
            before.Replace("c77   v1.0.0", "c77   v1.1.0", StringComparison.Ordinal),
            Keep(before, before.Replace("  ", " ", StringComparison.Ordinal).Replace("c77  v1.0.0", "c77 v1.1.0", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("module m\r\n\r\nrequire a.b/c v1.0.0\r\n", "module m\n\nrequire a.b/c v1.1.0 // indirect\n", "module m\r\n\r\nrequire a.b/c v1.1.0 // indirect\r\n")]
    [InlineData("module  m\n\nrequire a.b/c v1.0.0\n", "module m\n\nrequire a.b/c v1.1.0\n\nrequire a.b/d v1.0.0\n", "module m\n\nrequire a.b/c v1.1.0\n\nrequire a.b/d v1.0.0\n")]
    [InlineData("module  m\n", "module m\n\ngo 1.19\n", "module m\n\ngo 1.19\n")]
    public void More_than_versions_is_taken_as_go_wrote_it(string before, string written, string expected) => Assert.Equal(expected, Keep(before, written));

    [Fact]
    public void Requirement_of_another_major_stays_in_its_place()
    {
        const string before = "module m\n\nrequire (\n\ta.b/a v1.0.0\n\ta.b/c v1.0.0 // why\n\t\"a.b/c\" v1.0.1\n)\n";

        var moved = GoModEdit.Move(Encoding.UTF8.GetBytes(before), "a.b/c", "a.b/c/v2", "v2.0.0");

        Assert.Equal("module m\n\nrequire (\n\ta.b/a v1.0.0\n\ta.b/c/v2 v2.0.0 // why\n\t\"a.b/c/v2\" v2.0.0\n)\n", Encoding.UTF8.GetString(moved));
    }

    [Theory]
    [InlineData("1.19", "go1.19.8", false)]
    [InlineData("1.19.8", "go1.19.8", false)]
    [InlineData("1.19.9", "go1.19.8", true)]
    [InlineData("1.21rc1", "go1.9", true)]
    [InlineData("1.21", "devel +abc", false)]
    [InlineData(null, "go1.9", false)]
    public void Newer_go_is_refused(string? needed, string installed, bool isRefused) =>
        Assert.Equal(isRefused, Record.Exception(() => GoLanguage.Check("It", needed, new GoInstallation("/usr/lib/go", installed))) is not null);

    private static string Keep(string before, string written) =>
        Encoding.UTF8.GetString(GoModEdit.Keep("go.mod", Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(written)));

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
