namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>How a workspace is kept at the base commit, which is how it is left after the upgrade.</summary>
/// <param name="IsSynced">Whether <c>go work sync</c> has nothing to do. Where it has, it isn't run after the upgrade either.</param>
/// <param name="Checksums">The <c>go.work.sum</c> that go makes for it at the base commit; null where it needs none.</param>
internal sealed record GoWorkspaceUpkeep(bool IsSynced, byte[]? Checksums);
