namespace SpecCursor.Worker.Ecosystems.Manifests;

/// <summary>A place in a manifest where a package's constraint stands.</summary>
/// <param name="Start">Where its bytes begin, a byte-order mark counted.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Text">What they mean: the constraint, without quotes and escapes.</param>
/// <param name="Section">What the manifest calls the place, such as <c>dev-dependencies</c>; empty where it has no name.</param>
internal sealed record ConstraintSite(int Start, int Length, string Text, string Section);
