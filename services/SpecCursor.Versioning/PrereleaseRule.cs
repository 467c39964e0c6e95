namespace SpecCursor.Versioning;

/// <summary>Which prereleases an alternative of a range admits, besides standing on the right side of its bounds.</summary>
public enum PrereleaseRule
{
    /// <summary>
    /// Only those whose release numbers equal those of a bound that is itself a prerelease: the rule of npm (without
    /// <c>includePrerelease</c>) and of cargo. <c>&gt;=1.2.3-beta.1 &lt;2.0.0</c> admits 1.2.3-beta.2 and not 1.3.0-beta.1.
    /// </summary>
    SameRelease,

    /// <summary>All of them.</summary>
    Always,

    /// <summary>None of them, whatever the bounds are: PEP 440 where no specifier names a prerelease.</summary>
    Never,
}
