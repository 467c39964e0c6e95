using System.Globalization;
using System.Text.RegularExpressions;

namespace SpecCursor.Versioning.Go;

/// <summary>
/// A module's path, told apart in what stays and what names the major (<c>golang.org/x/mod/module.SplitPathVersion</c>):
/// <c>github.com/a/b</c> and <c>/v2</c>, or <c>gopkg.in/yaml</c> and <c>.v3</c>.
/// </summary>
public sealed partial record GoModulePath
{
    private GoModulePath(string prefix, string suffix) => (Prefix, Suffix) = (prefix, suffix);

    /// <summary>The path without the major.</summary>
    public string Prefix { get; }

    /// <summary>What names the major: <c>/v2</c>, <c>.v3</c>, <c>.v3-unstable</c>; empty where the path names none.</summary>
    public string Suffix { get; }

    private bool IsGopkg => IsOfGopkg(Prefix);

    private ReadOnlySpan<char> Major
    {
        get
        {
            var name = Suffix.AsSpan(2);
            return name[..(name.IndexOf('-') is >= 0 and var hyphen ? hyphen : name.Length)];
        }
    }

    /// <summary>Reads a path; null when it ends in a major that no module can have, such as <c>/v1</c> and <c>/v02</c>.</summary>
    public static GoModulePath? Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var suffix = (IsOfGopkg(path) ? GopkgSuffix : Trailing).Match(path).Value;
        var isValid = IsOfGopkg(path) ? suffix.Length > 0 : suffix.Length == 0 || ValidSuffix.IsMatch(suffix);
        return isValid ? new GoModulePath(path[..^suffix.Length], suffix) : null;
    }

    /// <summary>Whether the module can have the version (<c>golang.org/x/mod/module.CheckPathMajor</c>).</summary>
    public bool Fits(GoVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (Suffix.Length == 0)
            return version.Major < 2 || version.IsIncompatible;

        // go once made such pseudo-versions for gopkg.in's first majors, and go.mod files still state them.
        return Major.SequenceEqual(version.Major.ToString(CultureInfo.InvariantCulture))
            || (Suffix is ".v1" or ".v1-unstable" && version.Text.StartsWith("v0.0.0-", StringComparison.Ordinal));
    }

    /// <summary>The path of the same module at another major: what has to be required and imported to get the version.</summary>
    public GoModulePath For(GoVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (Fits(version))
            return this;
        var major = version.Major.ToString(CultureInfo.InvariantCulture);
        if (IsGopkg)
            return new GoModulePath(Prefix, $".v{major}{Suffix[(2 + Major.Length)..]}");
        return new GoModulePath(Prefix, version.Major < 2 || version.IsIncompatible ? string.Empty : $"/v{major}");
    }

    /// <summary>The whole path.</summary>
    public override string ToString() => Prefix + Suffix;

    private static bool IsOfGopkg(string path) => path.StartsWith("gopkg.in/", StringComparison.Ordinal);

    [GeneratedRegex(@"/v[0-9.]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Trailing { get; }

    [GeneratedRegex(@"\A/v(?:[2-9]|[1-9][0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidSuffix { get; }

    [GeneratedRegex(@"\.v(?:0|[1-9][0-9]*(?:-unstable)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex GopkgSuffix { get; }
}
