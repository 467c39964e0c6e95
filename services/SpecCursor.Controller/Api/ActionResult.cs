using SpecCursor.Contracts.Api;

namespace SpecCursor.Controller.Api;

/// <summary>What became of what a person wanted to do to an upgrade.</summary>
internal abstract record ActionResult
{
    private ActionResult()
    {
    }

    public sealed record Done(UpgradeResource Upgrade) : ActionResult;

    public sealed record Missing : ActionResult;

    /// <param name="Reason">Why, as the end of a sentence.</param>
    /// <param name="OtherUpgradeId">The upgrade that is in the way.</param>
    public sealed record Refused(string Reason, Guid? OtherUpgradeId) : ActionResult;
}
