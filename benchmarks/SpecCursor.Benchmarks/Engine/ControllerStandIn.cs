using SpecCursor.Contracts.Messages;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>Plays the controller: it commands one service and enters the answers.</summary>
public sealed class ControllerStandIn(AnswerLedger ledger)
{
    public void Handle(UpgradeRan answer) => ledger.Enter(answer);

    public void Handle(PatchGenerated answer) => ledger.Enter(answer);

    public void Handle(UpgradeProved answer) => ledger.Enter(answer);

    public void Handle(UpgradePublished answer) => ledger.Enter(answer);

    public void Handle(StepFaulted answer) => ledger.Enter(answer);

    /// <summary>A sign of progress, which nobody waits for.</summary>
    public static void Handle(StepStarted progress)
    {
    }

    /// <summary>What a webhook asks for, which nobody does here.</summary>
    public static void Handle(UpgradeRequested request)
    {
    }
}
