using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Messaging.Failures;

/// <summary>
/// A step could not be done now but may be later: a registry, a forge or a tool is missing. The engine tries again with
/// back-off; when it gives up, the upgrade fails with <see cref="Failure"/>.
/// </summary>
public sealed class TransientStepException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="failure">What to tell the user if it does not get better.</param>
    /// <param name="innerException">The cause.</param>
    public TransientStepException(StepFailure failure, Exception? innerException = null)
        : base(Describe(failure), innerException)
    {
        Failure = failure;
    }

    /// <summary>What to tell the user if it does not get better.</summary>
    public StepFailure Failure { get; }

    private static string Describe(StepFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return $"{failure.Code}: {failure.Reason}";
    }
}
