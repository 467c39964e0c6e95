using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Remediation.Remedies;

/// <summary>Gives the steps that are overdue to their services again, now rather than at the next sweep.</summary>
internal sealed class RequeueOverdue(OverdueSweep sweep) : IRemedy
{
    public string Action => "requeue_overdue";

    public string? Accept(ReceivedAlert alert, out string? target)
    {
        target = null;
        return null;
    }

    public async Task<string> ApplyAsync(string? target, CancellationToken cancellationToken)
    {
        var count = await sweep.SweepAsync(cancellationToken);
        return count switch
        {
            0 => "No step was overdue.",
            1 => "One overdue step was given out again or given up.",
            _ => $"{count} overdue steps were given out again or given up.",
        };
    }
}
