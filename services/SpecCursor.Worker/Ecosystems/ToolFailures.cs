using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems;

/// <summary>What a package manager's failure means for the upgrade, in every ecosystem.</summary>
internal static class ToolFailures
{
    private const int MaximumDetail = 16 * 1024;

    /// <summary>Whether a command did what it was to do.</summary>
    public static bool Succeeded(CommandOutput output) => output.ExitCode == 0 && output.LimitExceeded is null;

    /// <param name="output">What the package manager did.</param>
    /// <param name="what">Its command in short, such as <c>npm install</c>.</param>
    /// <param name="code">The tool's own word for what went wrong; null where it has none.</param>
    /// <param name="isNetwork">Whether the registry could not be reached, so that it may be otherwise the next time.</param>
    public static Exception Of(CommandOutput output, string what, string? code, bool isNetwork)
    {
        if (output.LimitExceeded is { } limit)
        {
            return new StepFailedException(FailureCodes.InstallLimitExceeded, $"{what} was stopped: it exceeded its limit of {limit}.", output.Output);
        }

        if (isNetwork)
        {
            return new TransientStepException(new StepFailure
            {
                Code = FailureCodes.RegistryUnavailable,
                Reason = $"{what} failed because the registry could not be reached{(code is null ? "" : $" ({code})")}.",
                Detail = output.Output.Length > MaximumDetail ? output.Output[^MaximumDetail..] : output.Output,
                IsTransient = true,
            });
        }

        return new StepFailedException(FailureCodes.InstallFailed, $"{what} failed ({code ?? $"exit code {output.ExitCode}"}).", output.Output);
    }
}
