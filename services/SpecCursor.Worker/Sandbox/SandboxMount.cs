namespace SpecCursor.Worker.Sandbox;

/// <summary>A folder or file of the host that the command sees.</summary>
/// <param name="HostPath">Where it is, absolute.</param>
/// <param name="SandboxPath">Where the command sees it, absolute.</param>
/// <param name="IsWritable">Whether the command may write there.</param>
/// <param name="Variable">An environment variable that says where it is; null for none.</param>
internal sealed record SandboxMount(string HostPath, string SandboxPath, bool IsWritable, string? Variable = null)
{
    /// <summary>What is seen through <see cref="HostPath"/>, its upper folder; null for nothing. Only for commands of a sandbox that was seen to have overlays.</summary>
    public OverlayFolder? Overlay { get; init; }
}
