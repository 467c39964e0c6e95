using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>Tells a repository that isn't there from a forge that doesn't answer, by what git says (in English: <c>LC_ALL=C</c>).</summary>
internal static class GitFailure
{
    private static readonly string[] NotThere =
    [
        "not found", "does not appear to be a git repository", "does not exist", "not a git repository", "could not read Username",
        "Authentication failed", "The requested URL returned error: 403", "The requested URL returned error: 404",
    ];

    public static Exception Of(RepositoryLocation repository, ProcessOutcome outcome)
    {
        if (!outcome.TimedOut && NotThere.Any(text => outcome.Error.Contains(text, StringComparison.OrdinalIgnoreCase)))
        {
            return new StepFailedException(
                FailureCodes.RepositoryNotFound, $"The repository '{repository.Name}' is not there, or may not be read.", outcome.Error);
        }

        return new TransientStepException(new StepFailure
        {
            Code = FailureCodes.ForgeUnavailable,
            Reason = outcome.TimedOut
                ? $"The forge took too long to hand out the repository '{repository.Name}'."
                : $"The repository '{repository.Name}' could not be fetched.",
            Detail = outcome.Error,
            IsTransient = true,
        });
    }
}
