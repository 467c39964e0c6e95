using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.AiService.Validation;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>Recipes of the languages that are read as tokens.</summary>
public sealed class CodeRecipeTests : IDisposable
{
    private readonly TestMetrics _metrics = new();

    public static TheoryData<CodeRecipeCase> Repaired => [.. CodeRecipeCases.Repaired];

    public static TheoryData<CodeRecipeCase> LeftAlone => [.. CodeRecipeCases.LeftAlone];

    public static TheoryData<CodeRecipeCase> Declined => [.. CodeRecipeCases.Declined];

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [MemberData(nameof(Repaired))]
    public void Code_is_changed_once_and_nothing_else_of_it(CodeRecipeCase broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        var run = Run(broken, broken.Before);

        Assert.Empty(run.Unhandled);
        Assert.Equal(broken.After, Assert.Single(run.Files).Content);
        Assert.Empty(Run(broken, broken.After).Files);
    }

    [Theory]
    [MemberData(nameof(Repaired))]
    public void What_a_recipe_makes_is_accepted(CodeRecipeCase broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        var validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), _metrics.Metrics);

        Assert.Null(validator.Check(
            Commands.In(broken.Ecosystem, broken.Package, broken.From, broken.To, (broken.Path, broken.Before)), [new ProposedFile(broken.Path, broken.After)]));
    }

    [Theory]
    [MemberData(nameof(LeftAlone))]
    public void Code_that_only_looks_like_it_is_left_alone(CodeRecipeCase other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var run = Run(other, other.Before);

        Assert.Empty(run.Files);
        Assert.Empty(run.Unhandled);
    }

    [Theory]
    [MemberData(nameof(Declined))]
    public void What_cannot_be_repaired_is_said_with_its_place(CodeRecipeCase hard)
    {
        ArgumentNullException.ThrowIfNull(hard);
        var run = Run(hard, hard.Before);

        Assert.Empty(run.Files);
        Assert.Matches(@"^[\w./]+:\d+: .+\.$", Assert.Single(run.Unhandled));
    }

    [Fact]
    public void Versions_of_go_cross_releases_too() =>
        Assert.Equal("robfig-cron-v3", Assert.Single(new RecipeCatalogue().For("go", "github.com/robfig/cron", "v1.2.0", "v3.0.1")).Description.Name);

    private static RecipeRun Run(CodeRecipeCase given, string text) => RecipeRun.Of(
        new RecipeCatalogue().For(given.Ecosystem, given.Package, given.From, given.To), [Commands.File(given.Path, text)], given.To);
}
