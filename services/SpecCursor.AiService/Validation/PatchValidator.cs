using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Validation.Rules;
using SpecCursor.Contracts.Messages;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.AiService.Validation;

/// <summary>
/// Decides whether a patch may be tried. Its rules are the same whoever made the patch; whether it is right is for the tests to say, which
/// is why above all it keeps the tests as they are.
/// </summary>
internal sealed class PatchValidator
{
    private readonly RecipeCatalogue _recipes;
    private readonly SpecCursorMetrics _metrics;
    private readonly IReadOnlyList<IPatchRule> _rules;

    /// <summary>Makes a validator.</summary>
    public PatchValidator(ValidationOptions options, SecretRedactor redactor, SpecCursorMetrics metrics, RecipeCatalogue recipes)
    {
        _recipes = recipes;
        _metrics = metrics;
        _rules =
        [
            new ScopeRule(),
            new SizeRule(options),
            new SyntaxRule(),
            new SecretRule(redactor),
            new ImportRule(),
            new SubversionRule(),
            new TestRule(),
        ];
    }

    /// <summary>Looks for the first rule that a patch breaks.</summary>
    /// <param name="command">What the patch is for.</param>
    /// <param name="files">The files as the patch leaves them.</param>
    /// <returns>Null when it breaks none.</returns>
    public PatchViolation? Check(GeneratePatch command, IReadOnlyList<ProposedFile> files)
    {
        var context = command.Context;
        var patch = new ReviewedPatch(command, files, _recipes.For(context.Ecosystem, context.PackageName, command.FromVersion, command.ToVersion));
        var violation = Check(patch);
        if (violation?.SuspiciousKind is { } kind)
        {
            _metrics.SuspiciousActivity(kind);
        }

        return violation;
    }

    private PatchViolation? Check(ReviewedPatch patch)
    {
        try
        {
            return _rules.Select(rule => rule.Check(patch)).FirstOrDefault(violation => violation is not null);
        }
        catch (InsufficientExecutionStackException)
        {
            return new PatchViolation("too-deep", "The patch is nested too deeply to be judged.");
        }
    }
}
