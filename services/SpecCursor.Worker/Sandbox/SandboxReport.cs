using System.Diagnostics;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Sandbox;

/// <summary>Makes the result of a command: its output without secrets, and what the span says of it.</summary>
internal static class SandboxReport
{
    public static CommandOutput Of(SandboxCommand command, SupervisedOutcome outcome, SecretRedactor redactor, Activity? activity)
    {
        if (activity is not null)
        {
            activity.SetTag("process.exit.code", outcome.ExitCode);
            activity.SetTag("speccursor.sandbox.network", command.Network == SandboxNetwork.None ? "none" : "registries");
            activity.SetTag("speccursor.sandbox.limit_exceeded", outcome.LimitExceeded);
            activity.SetTag("speccursor.sandbox.output_bytes", outcome.Output.TotalBytes);
            if (outcome.ExitCode != 0)
            {
                activity.Fail(outcome.LimitExceeded is null ? $"exit code {outcome.ExitCode}" : $"limit exceeded: {outcome.LimitExceeded}");
            }
        }

        return new CommandOutput
        {
            Command = command.Display,
            ExitCode = outcome.ExitCode,
            Duration = outcome.Duration,
            Output = redactor.Redact(outcome.Output.Text(), BoundedOutput.MaximumBytes),
            IsTruncated = outcome.Output.IsTruncated,
            LimitExceeded = outcome.LimitExceeded,
        };
    }
}
