namespace SpecCursor.AiService.Tests.Recipes;

[Collection(NpmFoldersGroup.Name)]
public sealed class RecipeTests(NpmFolders npm)
{
    public static TheoryData<RecipeCase> Cases => [.. RecipeCases.All];

    public static TheoryData<RecipeCase> CasesWithLaterReleases => [.. RecipeCases.All.Where(broken => PackagePins.Later.ContainsKey(broken.Package))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Code_that_the_release_breaks_works_again(RecipeCase broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        var (from, to) = PackagePins.All[broken.Package];

        var runs = await Task.WhenAll(npm.RunAsync(npm.Before, broken.FileName, broken.Text), npm.RunAsync(npm.After, broken.FileName, broken.Text));
        var (before, after) = (runs[0], runs[1]);
        Assert.True(before.ExitCode == 0, $"The case doesn't work before the upgrade: {before.Output}");
        Assert.True(after.ExitCode != 0, "The upgrade doesn't break the case.");

        var run = RecipeBench.Run(broken.Package, from, to, broken.FileName, broken.Text);
        Assert.Empty(run.Unhandled);
        var repaired = Assert.Single(run.Files).Content;
        var result = await npm.RunAsync(npm.After, broken.FileName, repaired);
        Assert.True(result.ExitCode == 0, $"The repaired code fails:\n{repaired}\n{result.Output}");

        Assert.Equal(repaired, RecipeBench.Apply(broken.Package, from, to, broken.FileName, repaired));
    }

    [Theory]
    [MemberData(nameof(CasesWithLaterReleases))]
    public async Task Repaired_code_works_with_other_releases(RecipeCase broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        var other = PackagePins.Later[broken.Package];

        var repaired = RecipeBench.Apply(broken.Package, PackagePins.All[broken.Package].Before, other, broken.FileName, broken.Text);
        var result = await npm.RunAsync(npm.Later, broken.FileName, repaired);
        Assert.True(result.ExitCode == 0, $"The repaired code fails with {other}:\n{repaired}\n{result.Output}");
    }
}
