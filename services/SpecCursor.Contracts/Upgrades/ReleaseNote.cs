namespace SpecCursor.Contracts.Upgrades;

/// <summary>What is said of one release.</summary>
/// <param name="Version">The release.</param>
/// <param name="Text">Markdown as the publisher wrote it, without the heading. That of all releases together has at most 16,384 characters.</param>
public sealed record ReleaseNote(string Version, string Text);
