using System.Text;
using SpecCursor.Testing;
using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Go;

public sealed class GoImportsTests
{
    private static readonly string[] Foreign = ["a.b/c/v2", "a.b/c/sub"];

    [Theory]
    [InlineData("package p\nimport \"a.b/c\"", "package p\nimport \"a.b/c/v3\"")]
    [InlineData("package p;import \"a.b/c\";import `a.b/c/d`;var x=1", "package p;import \"a.b/c/v3\";import `a.b/c/v3/d`;var x=1")]
    [InlineData("\uFEFF// import \"a.b/c\"\r\npackage p\r\nimport(\"a.b/c\";. \"a.b/c/d\"\r\n\t_ \"a.b/c\")", "\uFEFF// import \"a.b/c\"\r\npackage p\r\nimport(\"a.b/c/v3\";. \"a.b/c/v3/d\"\r\n\t_ \"a.b/c/v3\")")]
    [InlineData("package p\nimport()\nimport /* \"a.b/c\" */ é \"a.b/c\" // \"a.b/c\"", "package p\nimport()\nimport /* \"a.b/c\" */ é \"a.b/c/v3\" // \"a.b/c\"")]
    [InlineData("package p\nimport (\n\t\"a.b/cc\"\n\t\"a.b/c/v2\"\n\t\"a.b/c/sub/x\"\n\t\"a.b/c/v3/d\"\n\t\"a.b\"\n)", null)]
    [InlineData("package p\nvar s = `\nimport \"a.b/c\"\n`\nimport \"a.b/c\"", null)]
    [InlineData("package p\nimport C \"a.b/c", null)]
    [InlineData("package p\nimport (\n\"a.b/c", null)]
    [InlineData("import \"a.b/c\"", null)]
    [InlineData("packagep\nimport \"a.b/c\"", null)]
    [InlineData("package p\nimports \"a.b/c\"", null)]
    [InlineData("package p /* \nimport \"a.b/c\"", null)]
    [InlineData("package p\0\nimport \"a.b/c\"", null)]
    [InlineData("", null)]
    public void Only_import_declarations_change(string source, string? expected)
    {
        var moved = GoImports.Rewrite(Encoding.UTF8.GetBytes(source), path => GoImportMover.Successor(path, "a.b/c", "a.b/c/v3", Foreign));

        Assert.Equal(expected ?? source, Encoding.UTF8.GetString(moved));
    }

    /// <summary>Go's own library is some thousand files by many hands, and go's own parser says where their imports are.</summary>
    [Fact]
    public async Task Imports_are_where_go_finds_them()
    {
        var folder = TestDirectory.Create("go-imports");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "main.go"), await ProgramAsync());
            var library = (await Tool.RunAsync(folder, "go", "env", "GOROOT")).Trim();
            var printed = await Tool.RunAsync(folder, "env", "GO111MODULE=off", $"GOCACHE={folder}/cache", "go", "run", "main.go", Path.Combine(library, "src") + "/");

            var files = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(files.Length > 1000, $"{files.Length} files");
            Assert.All(files, line =>
            {
                var fields = line.Split('\t');
                var found = GoImports.Find(File.ReadAllBytes(fields[0]));
                Assert.Equal($"{fields[0]}{fields[1]}", fields[0] + string.Concat(found.Select(path => $" {path.Start}+{path.Length}")));
            });
        }
        finally
        {
            TestDirectory.Delete(folder);
        }
    }

    private static Task<string> ProgramAsync() => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Go", "imports.go"));
}
