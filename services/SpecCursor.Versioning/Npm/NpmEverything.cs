using System.Collections.Immutable;

namespace SpecCursor.Versioning.Npm;

/// <summary>What npm takes <c>*</c> for beside a dependency's name: every version, prereleases included.</summary>
internal sealed class NpmEverything : IVersionRange
{
    public static NpmEverything Instance { get; } = new();

    public string Text => "*";

    public ImmutableArray<ComparatorSet> Alternatives { get; } = [new ComparatorSet([], PrereleaseRule.Always)];

    public bool Admits(IPackageVersion version)
    {
        NpmVersion.Own(version);
        return true;
    }
}
