using SpecCursor.Contracts.Messages;

namespace SpecCursor.Messaging.Testing;

/// <summary>Receives what services answer.</summary>
/// <param name="inbox">Where it goes.</param>
public sealed class PlayedControllerHandler(Inbox inbox)
{
    /// <summary>A run ended.</summary>
    public void Handle(UpgradeRan answer) => inbox.Add(answer);

    /// <summary>A proof ended.</summary>
    public void Handle(UpgradeProved answer) => inbox.Add(answer);

    /// <summary>A step began.</summary>
    public void Handle(StepStarted started) => inbox.Add(started);

    /// <summary>A command was given up.</summary>
    public void Handle(StepFaulted faulted) => inbox.Add(faulted);
}
