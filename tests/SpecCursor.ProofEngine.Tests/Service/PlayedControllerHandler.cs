using SpecCursor.Contracts.Messages;

namespace SpecCursor.ProofEngine.Tests.Service;

/// <summary>Receives what the proof engine answers.</summary>
public sealed class PlayedControllerHandler(Inbox inbox)
{
    public void Handle(UpgradeProved answer) => inbox.Add(answer);

    public void Handle(StepStarted started) => inbox.Add(started);

    public void Handle(StepFaulted faulted) => inbox.Add(faulted);
}
