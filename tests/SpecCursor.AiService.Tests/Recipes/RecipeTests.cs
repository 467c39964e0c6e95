namespace SpecCursor.AiService.Tests.Recipes;

[Collection(NpmFoldersGroup.Name)]
public sealed class RecipeTests(NpmFolders npm)
{
    public static TheoryData<RecipeCase> Cases => [.. RecipeCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Code_that_the_release_breaks_works_again(RecipeCase broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        var (from, to) = PackagePins.All[broken.Package];

        var before = await npm.RunAsync(npm.Before, broken.FileName, broken.Text);
        Assert.True(before.ExitCode == 0, $"The case doesn't work before the upgrade: {before.Output}");
        var after = await npm.RunAsync(npm.After, broken.FileName, broken.Text);
        Assert.True(after.ExitCode != 0, "The upgrade doesn't break the case.");

        var run = RecipeBench.Run(broken.Package, from, to, broken.FileName, broken.Text);
        Assert.Empty(run.Unhandled);
        var repaired = Assert.Single(run.Files).Content;
        var result = await npm.RunAsync(npm.After, broken.FileName, repaired);
        Assert.True(result.ExitCode == 0, $"The repaired code fails:\n{repaired}\n{result.Output}");

        Assert.Equal(repaired, RecipeBench.Apply(broken.Package, from, to, broken.FileName, repaired));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Repaired_code_works_with_later_releases(RecipeCase broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        if (!PackagePins.Later.TryGetValue(broken.Package, out var later))
        {
            return;
        }

        var repaired = RecipeBench.Apply(broken.Package, PackagePins.All[broken.Package].Before, later, broken.FileName, broken.Text);
        var result = await npm.RunAsync(npm.Later, broken.FileName, repaired);
        Assert.True(result.ExitCode == 0, $"The repaired code fails with {later}:\n{repaired}\n{result.Output}");
    }
}
