using System.Text;
using SpecCursor.Testing;
using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Tests.Ecosystems.Manifests;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Go.Work;

public sealed class GoLoansTests
{
    private const string Work = "replace (\n\texample.org/lib v0.0.0 => ./lib\n\texample.org/fork => example.org/other v1.0.0\n\texample.org/own => ./never\n\texample.org/app => ./never\n)\n";

    [Fact]
    public void What_was_lent_is_what_is_taken_back()
    {
        var sample = new GoModSample();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var manifest = Encoding.UTF8.GetBytes(sample.Generate(random, sample.Package(random), sample.Constraint(random)).TrimEnd('\n') + "\n");
            var (module, workspace) = Make("sub/app", Encoding.UTF8.GetString(manifest));

            var lent = GoLoans.Lend(manifest, module, workspace);

            Assert.Equal(module.Manifest.Replacements.Count + 4, GoModFile.Parse("go.mod", lent).Replacements.Count);
            Assert.Equal(manifest, GoLoans.TakeBack(lent));
        }
    }

    [Fact]
    public async Task What_go_rewrote_is_taken_back_as_well()
    {
        var (module, workspace) = Make("sub/app", "module example.org/app\n\ngo 1.18\n\nreplace example.org/own => ./own\n");
        var folder = TestDirectory.Create("go-loans");
        try
        {
            var path = Path.Combine(folder, "go.mod");
            await File.WriteAllBytesAsync(path, GoLoans.Lend(module.Content, module, workspace));
            await Tool.RunAsync(folder, "go", "mod", "edit", "-require=example.org/lib@v0.0.0", "-fmt");
            var written = GoModFile.Parse("go.mod", await File.ReadAllBytesAsync(path));

            var back = GoLoans.TakeBack(await File.ReadAllBytesAsync(path));

            Assert.Equal(
                [
                    new GoReplacement("example.org/own", null, "./own", null),
                    new GoReplacement("example.org/lib", "v0.0.0", "../lib", null),
                    new GoReplacement("example.org/fork", null, "example.org/other", "v1.0.0"),
                ],
                written.Replacements);
            Assert.Equal("module example.org/app\n\ngo 1.18\n\nreplace example.org/own => ./own\n\nrequire example.org/lib v0.0.0\n", Encoding.UTF8.GetString(back));
        }
        finally
        {
            TestDirectory.Delete(folder);
        }
    }

    private static (GoModule Module, GoWorkspace Workspace) Make(string folder, string manifest)
    {
        var content = Encoding.UTF8.GetBytes(manifest);
        var module = new GoModule { Folder = folder, Manifest = GoModFile.Parse("go.mod", content), Content = content, IsVendored = false };
        var work = Encoding.UTF8.GetBytes(Work);
        return (module, new GoWorkspace { Path = "sub/go.work", Content = work, File = GoWorkFile.Parse("go.work", work), Modules = [module], IsVendored = false });
    }
}
