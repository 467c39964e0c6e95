using SpecCursor.AiService.Validation;
using SpecCursor.Contracts.Messages;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>Repairs with the built-in recipes: free, immediate and reviewed, but only for the releases that they know.</summary>
internal sealed class RecipePatchProvider(RecipeCatalogue catalogue, PatchValidator validator) : IPatchProvider
{
    private const int MaximumUnhandledShown = 5;

    /// <inheritdoc />
    public string Name => ProviderNames.Recipes;

    /// <inheritdoc />
    public Task<PatchProposal> ProposeAsync(GeneratePatch command, CancellationToken cancellationToken)
    {
        using var activity = SpecCursorActivities.StartAiGeneration(ProviderNames.Recipes, model: null);
        var proposal = Propose(command, cancellationToken);
        activity?.SetTag("speccursor.patch.recipe", proposal.Recipe);
        return Task.FromResult(proposal);
    }

    private PatchProposal Propose(GeneratePatch command, CancellationToken cancellationToken)
    {
        var context = command.Context;
        var change = $"{context.PackageName} {command.FromVersion} to {command.ToVersion}";
        var recipes = catalogue.For(context.Ecosystem, context.PackageName, command.FromVersion, command.ToVersion);
        if (recipes.Count == 0)
        {
            return PatchProposal.Failed("no-recipe", $"There is no recipe for {change} in the ecosystem {context.Ecosystem}.");
        }

        var run = RecipeRun.Of(recipes, command.Files, command.ToVersion, cancellationToken);
        if (run.Files.Count == 0)
        {
            return PatchProposal.Failed("recipe-without-effect", $"The recipes for {change} found nothing to change. {Unhandled(run)}".TrimEnd());
        }

        if (IsRepetition(command, run.Files))
        {
            return PatchProposal.Failed("recipe-insufficient", $"The recipes for {change} were tried already, and the tests still fail.");
        }

        var names = string.Join(", ", run.Applied.Select(recipe => recipe.Name));
        if (validator.Check(command, run.Files) is { } violation)
        {
            return PatchProposal.Rejected(violation.Code, violation.Reason) with { Recipe = names };
        }

        return new PatchProposal
        {
            Outcome = PatchOutcome.Generated,
            Summary = Summary(run),
            Files = run.Files,
            Recipe = names,
            IsPartial = run.Unhandled.Count > 0,
        };
    }

    /// <summary>The same repair again can't fare better.</summary>
    private static bool IsRepetition(GeneratePatch command, IReadOnlyList<ProposedFile> files) =>
        command.EarlierEdits.Count == files.Count
        && files.All(file => command.EarlierEdits.Any(edit => edit.Path == file.Path && edit.NewContent == file.Content));

    private static string Summary(RecipeRun run)
    {
        var parts = run.Applied.Select(recipe => $"{recipe.Description} {recipe.Rationale}");
        return $"{string.Join(' ', parts)} Changed: {string.Join(", ", run.Files.Select(file => file.Path))}. {Unhandled(run)}".TrimEnd();
    }

    private static string Unhandled(RecipeRun run) => run.Unhandled.Count == 0
        ? string.Empty
        : $"Left as it was: {string.Join(" ", run.Unhandled.Take(MaximumUnhandledShown))}";
}
