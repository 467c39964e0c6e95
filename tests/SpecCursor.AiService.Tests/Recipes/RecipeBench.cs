using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>Applies the recipes for an upgrade to one file.</summary>
internal static class RecipeBench
{
    public static string Apply(string package, string from, string to, string fileName, string text)
    {
        var run = Run(package, from, to, fileName, text);
        return run.Files.Count == 0 ? text : run.Files[0].Content;
    }

    public static RecipeRun Run(string package, string from, string to, string fileName, string text) =>
        Run(Ecosystems.Node, package, from, to, fileName, text);

    public static RecipeRun Run(string ecosystem, string package, string from, string to, string fileName, string text)
    {
        var recipes = new RecipeCatalogue().For(ecosystem, package, from, to);
        return RecipeRun.Of(recipes, [new SourceFile { Path = fileName, Content = text, Sha256 = string.Empty }], to);
    }
}
