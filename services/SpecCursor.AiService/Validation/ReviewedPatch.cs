using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Validation;

/// <summary>A patch under review.</summary>
internal sealed class ReviewedPatch
{
    private readonly IReadOnlyList<IRecipe> _recipes;

    /// <summary>Pairs a patch with the files that it is made from.</summary>
    /// <param name="command">What the patch is for.</param>
    /// <param name="files">The files as the patch leaves them.</param>
    /// <param name="recipes">What is known of the upgrade.</param>
    public ReviewedPatch(GeneratePatch command, IReadOnlyList<ProposedFile> files, IReadOnlyList<IRecipe> recipes)
    {
        _recipes = recipes;
        Command = command;
        Proposed = files;
        var known = command.Files.DistinctBy(file => file.Path).ToDictionary(file => file.Path, StringComparer.Ordinal);
        Files =
        [
            .. files.Where(file => known.ContainsKey(file.Path) && known[file.Path].Content != file.Content)
                .Select(file => new ReviewedFile(file.Path, known[file.Path].Content, file.Content)),
        ];
    }

    /// <summary>What the patch is for.</summary>
    public GeneratePatch Command { get; }

    /// <summary>The files as proposed, whatever they are.</summary>
    public IReadOnlyList<ProposedFile> Proposed { get; }

    /// <summary>The files that the patch may change and does change.</summary>
    public IReadOnlyList<ReviewedFile> Files { get; }

    /// <summary>A file as the reviewed recipes for the upgrade would leave it: what is known to be the same under the package's new names.</summary>
    public string Renamed(ReviewedFile file)
    {
        var source = new SourceFile { Path = file.Path, Content = file.Before, Sha256 = string.Empty };
        return RecipeRun.Of(_recipes, [source], Command.ToVersion).Files is [var repaired] ? repaired.Content : file.Before;
    }
}
