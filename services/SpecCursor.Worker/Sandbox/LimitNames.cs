namespace SpecCursor.Worker.Sandbox;

/// <summary>Values of <see cref="SpecCursor.Contracts.Upgrades.CommandOutput.LimitExceeded"/>.</summary>
internal static class LimitNames
{
    public const string Time = "time";
    public const string Memory = "memory";
    public const string Processes = "processes";
    public const string Output = "output";
    public const string Disk = "disk";
}
