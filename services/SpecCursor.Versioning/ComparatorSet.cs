using System.Collections.Immutable;

namespace SpecCursor.Versioning;

/// <summary>
/// One alternative of a range: all bounds have to hold (AND). No bounds at all means any version, as far as
/// <see cref="Prereleases"/> lets it in.
/// </summary>
/// <param name="Comparators">The bounds.</param>
/// <param name="Prereleases">The rule for prereleases that goes with them.</param>
public sealed record ComparatorSet(ImmutableArray<VersionComparator> Comparators, PrereleaseRule Prereleases);
