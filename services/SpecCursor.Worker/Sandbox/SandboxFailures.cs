using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;

namespace SpecCursor.Worker.Sandbox;

/// <summary>Why the sandbox itself doesn't work: not the repository's fault, and so tried again.</summary>
internal static class SandboxFailures
{
    public static TransientStepException ToolMissing(string tool) => new(new StepFailure
    {
        Code = "tool-missing",
        Reason = $"'{tool}' is not installed where the worker runs.",
        IsTransient = true,
    });

    public static TransientStepException Unavailable(string detail) => new(new StepFailure
    {
        Code = "sandbox-unavailable",
        Reason = "The sandbox could not be set up where the worker runs; nothing was run without it.",
        Detail = detail,
        IsTransient = true,
    });
}
