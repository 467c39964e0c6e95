using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Upgrades;

/// <summary>The step can't succeed, whenever it is tried: the upgrade ends with <see cref="Failure"/>.</summary>
internal sealed class StepFailedException : Exception
{
    private const int MaximumReason = 2000;
    private const int MaximumDetail = 16 * 1024;

    /// <param name="code">Of <see cref="FailureCodes"/>.</param>
    /// <param name="reason">One or two sentences for a person.</param>
    /// <param name="detail">Evidence; only its last 16 KiB are kept, where tools say what went wrong.</param>
    public StepFailedException(string code, string reason, string? detail = null)
        : base($"{code}: {reason}")
    {
        Failure = new StepFailure
        {
            Code = code,
            Reason = reason.Length > MaximumReason ? reason[..MaximumReason] : reason,
            Detail = detail?.Length > MaximumDetail ? detail[^MaximumDetail..] : detail,
        };
    }

    public StepFailure Failure { get; }
}
