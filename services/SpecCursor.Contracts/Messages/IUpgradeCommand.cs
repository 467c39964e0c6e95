using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>What every command of the workflow carries; an answer echoes the fence and the attempt.</summary>
public interface IUpgradeCommand
{
    /// <summary>The upgrade.</summary>
    UpgradeContext Context { get; }

    /// <summary>The fencing token of this dispatch.</summary>
    long Fence { get; }

    /// <summary>Which attempt at the code this is, from 1.</summary>
    int Attempt { get; }

    /// <summary>The step that the command asks for; where it asks for several, the one that is named when it is given up.</summary>
    UpgradeStep Step { get; }
}
