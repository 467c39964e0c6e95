namespace SpecCursor.Contracts.Upgrades;

/// <summary>What a package's publisher says of the releases that an upgrade goes through. Text of strangers.</summary>
/// <param name="Source">The file that it comes from.</param>
/// <param name="Releases">The releases after the old version up to the new one, in the file's order, most often newest first. At most 30.</param>
/// <param name="IsTruncated">Whether there was more than is kept.</param>
public sealed record ReleaseNotes(string Source, IReadOnlyList<ReleaseNote> Releases, bool IsTruncated);
