using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Providers.Recipes.Npm.EsmOnly;
using SpecCursor.AiService.Providers.Recipes.Npm.NamedExports;
using SpecCursor.AiService.Providers.Recipes.Npm.RenamedMembers;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Tests.Recipes;

[Collection(NpmFoldersGroup.Name)]
public sealed class RecipeCatalogueTests(NpmFolders npm)
{
    [Fact]
    public void Every_recipe_is_named_once_and_says_why_it_is_right()
    {
        var recipes = new RecipeCatalogue().All;

        Assert.Equal(recipes.Count, recipes.Select(recipe => recipe.Description.Name).Distinct().Count());
        Assert.All(recipes, recipe =>
        {
            Assert.Matches("^[a-z0-9-]+$", recipe.Description.Name);
            Assert.EndsWith(".", recipe.Description.Description, StringComparison.Ordinal);
            Assert.EndsWith(".", recipe.Description.Rationale, StringComparison.Ordinal);
            Assert.DoesNotContain("http", recipe.Description.Rationale, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_recipe_is_tried_on_releases_of_both_sides_of_its_change()
    {
        foreach (var description in new RecipeCatalogue().All.Select(recipe => recipe.Description)
            .Where(description => description.Ecosystem == Ecosystems.Node && description.Name != "js-yaml-namespace-import"))
        {
            var (before, after) = PackagePins.All[description.Package];
            Assert.True(description.AppliesTo(Ecosystems.Node, description.Package, before, after), description.Name);
        }
    }

    [Theory]
    [InlineData("3.4.0", "9.0.1", true)]
    [InlineData("7.0.3", "8.0.0", true)]
    [InlineData("3.4.0", "7.0.0-beta.1", true)]
    [InlineData("8.3.2", "9.0.0", false)]
    [InlineData("3.3.0", "3.4.0", false)]
    [InlineData("nonsense", "9.0.0", false)]
    [InlineData("v6.1.0", "v7.0.0", true)]
    [InlineData("6", "7.0", true)]
    [InlineData("6.9", "7.0.0rc1", true)]
    public void Recipe_is_for_the_upgrades_that_cross_its_release(string from, string to, bool expected)
    {
        var names = new RecipeCatalogue().For(Ecosystems.Node, "uuid", from, to).Select(recipe => recipe.Description.Name);

        Assert.Equal(expected, names.Contains("uuid-deep-imports"));
    }

    [Fact]
    public void Recipe_is_for_its_own_ecosystem_only() =>
        Assert.Empty(new RecipeCatalogue().For(Ecosystems.Python, "uuid", "3.4.0", "9.0.1"));

    [Fact]
    public async Task Every_package_of_the_esm_table_has_its_exports_where_the_table_says()
    {
        var checks = EsmOnlyPackages.All.Select(package => $$"""
            check('{{package.Package}}', ({{Module(npm.Before)}})('{{package.Package}}'), ({{Module(npm.After)}})('{{package.Package}}'), {{Literal(package.Named)}});
            """);
        await AssertScriptPassesAsync($$"""
            const problems = [];
            function check(name, before, after, named) {
              if (before[Symbol.toStringTag] === 'Module') problems.push(name + ' was an ES module already');
              if (after[Symbol.toStringTag] !== 'Module') problems.push(name + ' is no ES module');
              if (after.default === undefined) problems.push(name + ' has no default export');
              if (typeof before === 'function' && typeof after.default !== 'function') problems.push(name + ' is no function any longer');
              for (const [old, now] of Object.entries(named)) {
                if (!(old in before) && after[now] === undefined) problems.push(name + ' has neither ' + old + ' nor ' + now);
                if (old in before && after[now] === undefined) console.log(name + ' lost ' + old);
              }
            }
            {{string.Join('\n', checks)}}
            if (problems.length > 0) throw new Error(problems.join('\n'));
            """);
    }

    [Fact]
    public async Task Every_package_of_the_named_export_table_has_its_exports_where_the_table_says()
    {
        var checks = NamedExportPackages.All.Select(shape => $$"""
            check('{{shape.Package}}', ({{Module(npm.Before)}})('{{shape.Package}}'), ({{Module(npm.After)}})('{{shape.Package}}'), '{{shape.Export}}', {{Literal(shape.Members)}});
            """);
        await AssertScriptPassesAsync($$"""
            const problems = [];
            function check(name, before, after, exported, members) {
              if (typeof before !== 'function') problems.push(name + ' was no function');
              if (typeof after === 'function') problems.push(name + ' is still a function');
              if (typeof after[exported] !== 'function') problems.push(name + ' has no ' + exported);
              for (const [old, now] of Object.entries(members)) {
                if (before[old] === undefined) problems.push(name + ' had no ' + old);
                if (after[now] === undefined) problems.push(name + ' has no ' + now);
              }
            }
            {{string.Join('\n', checks)}}
            if (problems.length > 0) throw new Error(problems.join('\n'));
            """);
    }

    [Fact]
    public async Task Every_renamed_member_is_gone_under_the_old_name_and_there_under_the_new()
    {
        var checks = RenamedMemberPackages.All.Select(renamed => $$"""
            check('{{renamed.Package}}', ({{Module(npm.Before)}})('{{renamed.Package}}'), ({{Module(npm.After)}})('{{renamed.Package}}'), {{Literal(renamed.Members)}});
            """);
        await AssertScriptPassesAsync($$"""
            const problems = [];
            function works(member) {
              try { member.call(undefined); } catch (error) { return !/is removed/.test(error.message); }
              return true;
            }
            function check(name, before, after, members) {
              for (const [old, now] of Object.entries(members)) {
                if (typeof before[old] !== 'function') problems.push(name + ' had no ' + old);
                if (typeof after[old] === 'function' && works(after[old])) problems.push(name + ' still has ' + old);
                if (typeof after[now] !== 'function') problems.push(name + ' has no ' + now);
              }
            }
            {{string.Join('\n', checks)}}
            if (problems.length > 0) throw new Error(problems.join('\n'));
            """);
    }

    private static string Module(string folder) => $"require('module').createRequire('{folder}/x.js')";

    private static string Literal(IReadOnlyDictionary<string, string> names) =>
        "{ " + string.Join(", ", names.Select(pair => $"'{pair.Key}': '{pair.Value}'")) + " }";

    private async Task AssertScriptPassesAsync(string script)
    {
        var run = await npm.RunAsync(npm.After, "main.cjs", script);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(string.Empty, run.Output.Trim());
    }
}
