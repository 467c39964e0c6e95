namespace SpecCursor.Contracts.Messages;

/// <summary>What every answer to a command of the workflow echoes.</summary>
public interface IUpgradeAnswer
{
    /// <summary>The upgrade.</summary>
    Guid UpgradeId { get; }

    /// <summary>The fence of the command that this answers; with any other than the current one the answer is ignored.</summary>
    long Fence { get; }

    /// <summary>The attempt of the command that this answers.</summary>
    int Attempt { get; }
}
