namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>A module that another needs.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Version">The least version.</param>
/// <param name="IsIndirect">Whether only other modules need it.</param>
internal sealed record GoRequirement(string Path, string Version, bool IsIndirect);
