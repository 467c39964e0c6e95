using System.Text.RegularExpressions;

namespace SpecCursor.Versioning.Images;

/// <summary>The shapes that tags are told by.</summary>
internal static partial class ImageTagPatterns
{
    private const string Numbers = @"(?<numbers>[0-9]+(?:\.[0-9]+){0,3})";
    private const string Stage = "(?i:alpha|a|beta|b|milestone|m|preview|pre|rc)(?![A-Za-z])";
    private const string Prerelease = $@"(?<prerelease>[-.]?(?<stage>{Stage})(?<count>\.?[0-9]+(?:\.[0-9]+)*)?)";

    /// <summary>A stage that goes on in an unknown way (<c>-rc.x</c>) is no suffix either.</summary>
    private const string Suffix = $"(?<suffix>(?!-{Stage})[-_][A-Za-z0-9_.-]*)";

    /// <summary>A tag that names a version.</summary>
    [GeneratedRegex($@"^(?<v>v?){Numbers}{Prerelease}?{Suffix}?\z", RegexOptions.CultureInvariant)]
    public static partial Regex Tag { get; }

    /// <summary>The abbreviated hash of a commit or more of it: seven hexadecimal digits at least, a letter among them.</summary>
    [GeneratedRegex("^(?=[0-9]*[a-f])[0-9a-f]{7,}(?![^-_])", RegexOptions.CultureInvariant)]
    public static partial Regex Hash { get; }

    /// <summary>A number in a suffix.</summary>
    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    public static partial Regex Digits { get; }
}
