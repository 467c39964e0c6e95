using System.Text;
using System.Text.Json;
using SpecCursor.Testing;
using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Go.Work;

public sealed class GoWorkFileTests
{
    private const int Samples = 300;

    private static readonly string[] Versions = ["1.18", "1.19", "1.21rc1", "1.22.3"];

    [Fact]
    public async Task Reads_what_go_reads()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var text = Generate(new Random(seed), "1.18");
            var file = GoWorkFile.Parse("go.work", Encoding.UTF8.GetBytes(text));
            var folder = TestDirectory.Create("go-work");
            try
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "go.work"), text);
                using var json = JsonDocument.Parse(await Tool.RunAsync(folder, "go", "work", "edit", "-json"));
                var root = json.RootElement;
                Assert.Equal(root.GetProperty("Go").GetString(), file.GoVersion);
                Assert.Equal(root.GetProperty("Use").EnumerateArray().Select(item => Text(item, "DiskPath")), file.Uses);
                Assert.Equal(
                    root.GetProperty("Replace").EnumerateArray().Select(item => (Old: item.GetProperty("Old"), New: item.GetProperty("New")))
                        .Select(item => new GoReplacement(Text(item.Old, "Path")!, Text(item.Old, "Version"), Text(item.New, "Path")!, Text(item.New, "Version"))),
                    file.Replacements);
            }
            finally
            {
                TestDirectory.Delete(folder);
            }
        }
    }

    [Fact]
    public void Edit_changes_the_bytes_of_the_version_twice_is_once_and_there_and_back_is_the_original()
    {
        for (var seed = 0; seed < Samples; seed++)
        {
            var random = new Random(seed);
            var (from, to) = (Versions[random.Next(Versions.Length)], Versions[random.Next(Versions.Length)]);
            var text = Generate(random, from);
            text = random.Next(3) == 0 ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
            var before = Encoding.UTF8.GetBytes(random.Next(4) == 0 ? "\ufeff" + text : text);

            var there = GoWorkEdit.Write(before, to);

            Assert.Equal(Around(before, from), Around(there, to));
            Assert.Equal(to, GoWorkFile.Parse("go.work", there).GoVersion);
            Assert.Equal(there, GoWorkEdit.Write(there, to));
            Assert.Equal(before, GoWorkEdit.Write(there, from));
        }
    }

    [Theory]
    [InlineData("1.18", new[] { "1.18" }, new[] { "1.19" }, "1.19")]
    [InlineData("1.18", new[] { "1.17", "1.18" }, new[] { "1.22.3", "1.19" }, "1.22.3")]
    [InlineData("1.20", new[] { "1.18" }, new[] { "1.19" }, "1.20")]
    [InlineData("1.18", new[] { "1.19" }, new[] { "1.20" }, "1.18")]
    [InlineData("1.18", new[] { (string?)null }, new[] { "1.19" }, "1.19")]
    [InlineData("1.18", new[] { "1.18" }, new[] { (string?)null }, "1.18")]
    public void Workspace_follows_the_newest_of_its_modules_if_it_did_before(string own, string?[] before, string?[] after, string expected)
    {
        var content = Encoding.UTF8.GetBytes($"go {own}\n");

        Assert.Equal($"go {expected}\n", Encoding.UTF8.GetString(GoWorkEdit.Follow(content, GoWorkFile.Parse("go.work", content), before, after)));
    }

    [Fact]
    public void Workspace_that_names_no_language_gets_none() => Assert.Empty(GoWorkEdit.Follow([], GoWorkFile.Parse("go.work", []), ["1.18"], ["1.19"]));

    /// <summary>With every word that is a version or looks like one, but the language's, in some other place.</summary>
    private static string Generate(Random random, string version)
    {
        string[] parts =
        [
            random.Next(2) == 0 ? $"go {version}" : $"go\t {version}  // go {version}",
            random.Next(2) == 0 ? "use ./app" : "use (\n\n\t./app // ours\n\t\"./with space\"\n)",
            $"use ./v{version}",
            "replace (\n\texample.org/a v1.18.0 => example.org/b v1.19.0 // go 1.18\n\texample.org/c => ./go\n)",
            "replace \"example.org/d\" => ../1.18",
            $"// go {version}",
        ];
        random.Shuffle(parts);
        return $"{string.Join(random.Next(2) == 0 ? "\n" : "\n\n", parts)}\n";
    }

    private static string Around(byte[] content, string version)
    {
        var word = GoModSyntax.Parse(content).Single(directive => directive.Verb == "go").Words.Single();
        Assert.Equal(version, word.Text);
        return $"{Convert.ToHexString(content.AsSpan(..word.Start))} {Convert.ToHexString(content.AsSpan((word.Start + word.Length)..))}";
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
