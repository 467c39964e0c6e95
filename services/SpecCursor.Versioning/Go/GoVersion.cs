using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Go;

/// <summary>
/// A version of a Go module in the canonical form that <c>go.mod</c> files state (<c>golang.org/x/mod/module.CanonicalVersion</c>). A
/// pseudo-version is a prerelease like any other. Its numbers have to fit a <see langword="long"/>.
/// </summary>
public sealed class GoVersion : SemVerVersion<GoVersion>
{
    private const string Incompatible = "incompatible";

    internal GoVersion(
        long major, long minor, long patch, ImmutableArray<PrereleaseIdentifier> prerelease, ImmutableArray<string> build)
        : base(major, minor, patch, prerelease, build) =>
        Text = IsIncompatible ? $"v{base.Text}+{Incompatible}" : $"v{base.Text}";

    /// <summary>The canonical text, with <c>+incompatible</c>, which is part of a version's name though the order ignores it.</summary>
    public override string Text { get; }

    /// <summary>Whether it is a version from 2 on of a module whose path doesn't say so.</summary>
    public bool IsIncompatible => Build is [Incompatible];

    /// <summary>Reads a version; null when the text is none or isn't canonical.</summary>
    public static GoVersion? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith('v') && SemVerParts.Parse(text.AsSpan(1)) is { Build: [] or [Incompatible] } parts
            ? new GoVersion(parts.Major, parts.Minor, parts.Patch, parts.Prerelease, parts.Build)
            : null;
    }
}
