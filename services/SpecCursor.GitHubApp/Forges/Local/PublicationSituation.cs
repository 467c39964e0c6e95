using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>How the forge stands before a publication. The publication compares all of it in the moment in which it happens.</summary>
/// <param name="Fence">The condition that the upgrade's fence is still held.</param>
/// <param name="Head">Where the branch is; null where it is new.</param>
/// <param name="Existing">The branch's open pull request; null where it has none.</param>
/// <param name="NextNumber">The number that a new pull request gets.</param>
internal sealed record PublicationSituation(ReferenceUpdate Fence, GitReference? Head, StoredPullRequest? Existing, int NextNumber);
