using SpecCursor.Contracts.Messages;

namespace SpecCursor.Worker.Tests.Service;

/// <summary>Receives what the worker answers.</summary>
public sealed class PlayedControllerHandler(Inbox inbox)
{
    public void Handle(UpgradeRan answer) => inbox.Add(answer);

    public void Handle(StepStarted started) => inbox.Add(started);

    public void Handle(StepFaulted faulted) => inbox.Add(faulted);
}
