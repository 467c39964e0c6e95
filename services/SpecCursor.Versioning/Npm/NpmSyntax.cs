namespace SpecCursor.Versioning.Npm;

/// <summary>How strictly versions and ranges are read.</summary>
public enum NpmSyntax
{
    /// <summary>By the letter of semver 2.0.0, as registries do on publication.</summary>
    Strict,

    /// <summary>
    /// As npm itself reads manifests and lockfiles: <c>=1.2.3</c>, <c>1.2.3beta</c> and leading zeros pass, and what makes no
    /// comparator is left out of a range as long as anything remains.
    /// </summary>
    Loose,
}
