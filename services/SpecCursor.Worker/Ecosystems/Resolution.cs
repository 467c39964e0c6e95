namespace SpecCursor.Worker.Ecosystems;

/// <summary>What the registry says. An ecosystem may derive its own from it.</summary>
/// <param name="Version">The version to go to.</param>
/// <param name="PublishedVersions">All that the package has, oldest first, at most 5,000: the newest of them.</param>
/// <param name="Notes">Remarks for the pull request.</param>
internal record Resolution(string Version, IReadOnlyList<string> PublishedVersions, IReadOnlyList<string> Notes);
