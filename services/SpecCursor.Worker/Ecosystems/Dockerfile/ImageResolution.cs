using SpecCursor.Worker.Ecosystems.Dockerfile.Images;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Which tag each use of the image goes to, and what those tags stand for now.</summary>
/// <param name="Version">The tag that the leading use goes to.</param>
/// <param name="PublishedVersions">The tags of its kind.</param>
/// <param name="Notes">Remarks for the pull request.</param>
/// <param name="Tags">The new tag of each use that changes.</param>
/// <param name="Digests">The digests of the new tags.</param>
internal sealed record ImageResolution(
    string Version,
    IReadOnlyList<string> PublishedVersions,
    IReadOnlyList<string> Notes,
    IReadOnlyDictionary<ImageUse, string> Tags,
    IReadOnlyDictionary<string, string> Digests) : Resolution(Version, PublishedVersions, Notes);
