using System.Diagnostics;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Sandbox;

/// <summary>Makes the result of a command: its output without secrets, and what the span says of it.</summary>
internal static class SandboxReport
{
    public static CommandOutput Of(SandboxCommand command, SupervisedOutcome outcome, IReadOnlyCollection<EgressRefusal> refusals, SecretRedactor redactor, Activity? activity)
    {
        if (activity is not null)
        {
            activity.SetTag("process.exit.code", outcome.ExitCode);
            activity.SetTag("speccursor.sandbox.network", command.Network.IsNone ? "none" : "registries");
            activity.SetTag("speccursor.sandbox.limit_exceeded", outcome.LimitExceeded);
            activity.SetTag("speccursor.sandbox.egress_refused", refusals.Count);
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
            Output = redactor.Redact(WithRefusals(outcome.Output.Text(), refusals), BoundedOutput.MaximumBytes),
            IsTruncated = outcome.Output.IsTruncated,
            LimitExceeded = outcome.LimitExceeded,
        };
    }

    private static string WithRefusals(string output, IReadOnlyCollection<EgressRefusal> refusals)
    {
        if (refusals.Count == 0)
        {
            return output;
        }

        var remark = $"\n[SpecCursor] Not let through: {string.Join("; ", refusals.Select(refusal => refusal.ToString()).Order(StringComparer.Ordinal))}.\n";
        return output[Math.Max(0, output.Length + remark.Length - BoundedOutput.MaximumBytes)..] + remark;
    }
}
