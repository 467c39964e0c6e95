using NuGet.Versioning;

namespace SpecCursor.Versioning.NuGet;

/// <summary>
/// Writes a reference's version for another one the way the project wrote it: <c>13.0</c> becomes <c>14.0</c>, <c>[1.2.3]</c> becomes
/// <c>[2.0.1]</c>, <c>[1.0,2.0)</c> becomes <c>[2.1,3.0)</c>, <c>1.*</c> becomes <c>2.*</c>. A lower bound moves to the new version and is
/// included, since NuGet takes the lowest version that it finds; an upper one moves only when the new version lies beyond it.
/// </summary>
public static class NuGetRangeStyle
{
    /// <summary>Rewrites what stands as a reference's version, or says why that can't be done.</summary>
    /// <param name="written">What stands there.</param>
    /// <param name="version">The version that the result admits.</param>
    public static RangeRewrite Rewrite(string written, NuGetPackageVersion version)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(version);
        if (written.AsSpan().ContainsAny(['$', '@', '%']))
            return RangeRewrite.Refused($"'{written}' is an expression, whose value stands elsewhere in the project");
        if (!VersionRange.TryParse(written, out var range))
            return RangeRewrite.Refused($"'{written}' is not a range that NuGet understands");
        if (NuGetRange.Parse(written) is null)
            return RangeRewrite.Refused($"'{written}' floats over labels that no bounds tell from others");
        var rewritten = Restyle(written.Trim(), range, version);
        return NuGetRange.Parse(rewritten)?.Admits(version) == true
            ? RangeRewrite.To(rewritten)
            : RangeRewrite.Refused($"'{written}' can't be moved to {version.Text}, for which '{rewritten}' would stand");
    }

    private static string Restyle(string text, VersionRange range, NuGetPackageVersion version)
    {
        if (text[0] is not ('[' or '('))
            return Lower(text, range, version);
        return text[1..^1].Split(',') switch
        {
            [var only] => $"[{Lower(only, range, version)}]",
            var ends => $"{(range.HasLowerBound ? '[' : text[0])}{Lower(ends[0], range, version)},{Upper(ends[1], range, version)}{text[^1]}",
        };
    }

    private static string Lower(string end, VersionRange range, NuGetPackageVersion version) => !range.HasLowerBound ? end
        : Replace(end, range.IsFloating ? NuGetFloatStyle.For(end, range.Float!, version) : NuGetComponents.Like(end, version));

    private static string Upper(string end, VersionRange range, NuGetPackageVersion version)
    {
        if (!range.HasUpperBound)
            return end;
        var maximum = new NuGetPackageVersion(range.MaxVersion);
        var order = version.CompareTo(maximum);
        if (order < 0 || (order == 0 && range.IsMaxInclusive))
            return end;
        return Replace(end, NuGetComponents.Like(end, range.IsMaxInclusive ? version : Beyond(version, maximum)));
    }

    /// <summary>
    /// The end after the version, at the last number of the old end that is not zero: after 2.1.4, <c>2.0</c> becomes 3.0, and <c>1.3.0</c> 2.2.0.
    /// </summary>
    private static NuGetPackageVersion Beyond(NuGetPackageVersion version, NuGetPackageVersion end)
    {
        var last = Math.Max(0, end.Release.ToList().FindLastIndex(number => number != 0));
        var release = version.Release.Select((number, i) => i < last ? number : i == last ? Math.Min(number + 1, int.MaxValue) : 0);
        return new NuGetPackageVersion([.. release], end.Version.ReleaseLabels);
    }

    private static string Replace(string end, string core)
    {
        var leading = end.Length - end.TrimStart().Length;
        return end[..leading] + core + end[end.TrimEnd().Length..];
    }
}
