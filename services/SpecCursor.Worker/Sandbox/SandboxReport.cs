using System.Diagnostics;
using System.Globalization;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Sandbox;

/// <summary>Makes the result of a command: its output without secrets, what the span says of it, and what is counted.</summary>
internal sealed class SandboxReport(SecretRedactor redactor, SpecCursorMetrics metrics)
{
    /// <param name="command">What ran.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="refusals">What the proxy did not let through, and what it could not reach.</param>
    /// <param name="attempts">How often it tried to reach another machine by itself.</param>
    /// <param name="activity">Its span.</param>
    public CommandOutput Of(
        SandboxCommand command, SupervisedOutcome outcome, IReadOnlyCollection<EgressRefusal> refusals, long attempts, Activity? activity)
    {
        if (activity is not null)
        {
            activity.SetTag("process.exit.code", outcome.ExitCode);
            activity.SetTag("speccursor.sandbox.network", command.Network.IsNone ? "none" : "registries");
            activity.SetTag("speccursor.sandbox.limit_exceeded", outcome.LimitExceeded);
            activity.SetTag("speccursor.sandbox.egress_refused", refusals.Count(refusal => !refusal.IsUnreachable));
            activity.SetTag("speccursor.sandbox.network_attempts", attempts);
            activity.SetTag("speccursor.sandbox.output_bytes", outcome.Output.TotalBytes);
            if (outcome.ExitCode != 0)
            {
                activity.Fail(outcome.LimitExceeded is null ? $"exit code {outcome.ExitCode}" : $"limit exceeded: {outcome.LimitExceeded}");
            }
        }

        Count(outcome, attempts);
        return new CommandOutput
        {
            Command = command.Display,
            ExitCode = outcome.ExitCode,
            Duration = outcome.Duration,
            Output = redactor.Redact(WithRemarks(outcome.Output.Text(), [.. Remarks(command, refusals, attempts)]), BoundedOutput.MaximumBytes),
            IsTruncated = outcome.Output.IsTruncated,
            LimitExceeded = outcome.LimitExceeded,
        };
    }

    /// <summary>Slow tests exceed their time without meaning anything by it; the other limits are far from what tests need.</summary>
    private void Count(SupervisedOutcome outcome, long attempts)
    {
        if (outcome.LimitExceeded is not null and not LimitNames.Time)
        {
            metrics.SuspiciousActivity("limit_exceeded");
        }

        if (attempts > 0)
        {
            metrics.SuspiciousActivity("network_denied");
        }
    }

    private static IEnumerable<string> Remarks(SandboxCommand command, IReadOnlyCollection<EgressRefusal> refusals, long attempts)
    {
        foreach (var (what, told) in new[] { ("Not let through", refusals.Where(refusal => !refusal.IsUnreachable)), ("Not reached", refusals.Where(refusal => refusal.IsUnreachable)) })
        {
            if (told.Any())
            {
                yield return $"{what}: {string.Join("; ", told.Select(refusal => refusal.ToString()).Order(StringComparer.Ordinal))}.";
            }
        }

        if (attempts > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Tried to reach other machines {(command.Network.IsNone ? "without having a network" : "past the proxy")}: {attempts} {(attempts == 1 ? "time" : "times")}.");
        }
    }

    private static string WithRemarks(string output, IReadOnlyList<string> remarks)
    {
        if (remarks.Count == 0)
        {
            return output;
        }

        var end = string.Concat(remarks.Select(remark => $"\n[SpecCursor] {remark}")) + "\n";
        return output[Math.Max(0, output.Length + end.Length - BoundedOutput.MaximumBytes)..] + end;
    }
}
