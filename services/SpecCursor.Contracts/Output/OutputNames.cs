namespace SpecCursor.Contracts.Output;

/// <summary>Where the output of running commands is in Redis: the worker writes it, and the controller reads it.</summary>
public static class OutputNames
{
    /// <summary>The channel on which an upgrade's id says that it has new output.</summary>
    public const string Channel = "speccursor:output";

    /// <summary>
    /// The sorted set of an upgrade's output: <see cref="SpecCursor.Contracts.Api.UpgradeOutput"/> as JSON by its sequence. A stream would do, too, but Garnet has none.
    /// </summary>
    /// <param name="upgradeId">The upgrade.</param>
    public static string KeyOf(Guid upgradeId) => $"speccursor:output:{upgradeId}";
}
