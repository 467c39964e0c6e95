using System.Collections.Immutable;

namespace SpecCursor.Versioning.SemVer;

/// <summary>What a full version consists of.</summary>
internal sealed record SemVerParts(
    long Major, long Minor, long Patch, ImmutableArray<PrereleaseIdentifier> Prerelease, ImmutableArray<string> Build)
{
    /// <summary>Reads a version by the letter of Semantic Versioning 2.0.0; null when the text is none, or a number exceeds a <see langword="long"/>.</summary>
    public static SemVerParts? Parse(ReadOnlySpan<char> text)
    {
        var cursor = new SemVerCursor(text);
        return cursor.Number(out var major) && cursor.Skip('.') && cursor.Number(out var minor) && cursor.Skip('.') && cursor.Number(out var patch)
            && cursor.Prerelease(out var prerelease) && cursor.Build(out var build) && cursor.AtEnd
            ? new SemVerParts(major, minor, patch, prerelease, build)
            : null;
    }
}
