using System.Globalization;

namespace SpecCursor.Versioning.Npm;

/// <summary>
/// Writes a dependency's range for another version the way the project wrote it: <c>^1.2.3</c> becomes <c>^2.0.1</c>, <c>~1.2</c> becomes
/// <c>~2.0</c>, <c>1.x</c> becomes <c>2.x</c>, <c>1.2.3</c> becomes <c>2.0.1</c>. Of alternatives (<c>^1 || ^2</c>) only the style of the
/// last one is kept, since nothing is known of the code together with the others. What has no style that could be carried over
/// gets a caret.
/// </summary>
public static class NpmRangeStyle
{
    /// <summary>Rewrites what stands beside a dependency's name, or says why that can't be done.</summary>
    /// <param name="written">What stands there: a range, or <c>npm:name@range</c>.</param>
    /// <param name="version">The version that the result admits.</param>
    public static RangeRewrite Rewrite(string written, NpmVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var spec = NpmSpec.Parse(written);
        return spec.Kind switch
        {
            NpmSpecKind.Version or NpmSpecKind.Range => RangeRewrite.To(Restyle(spec, version)),
            NpmSpecKind.Alias when spec.AliasTarget!.Range is not null => RangeRewrite.To(Alias(spec, version)),
            NpmSpecKind.Alias or NpmSpecKind.Tag => RangeRewrite.Refused($"'{spec.Text}' follows a dist-tag, which the registry moves, not the manifest"),
            NpmSpecKind.Git => RangeRewrite.Refused($"'{spec.Text}' is a git repository, not a range of registry versions"),
            NpmSpecKind.Remote => RangeRewrite.Refused($"'{spec.Text}' is the address of an archive, not a range of registry versions"),
            NpmSpecKind.File or NpmSpecKind.Directory => RangeRewrite.Refused($"'{spec.Text}' is a path, not a range of registry versions"),
            NpmSpecKind.Workspace => RangeRewrite.Refused($"'{spec.Text}' is a package of the same workspace, not a range of registry versions"),
            _ => RangeRewrite.Refused($"'{spec.Text}' is not a range that npm understands"),
        };
    }

    private static string Alias(NpmSpec spec, NpmVersion version) =>
        $"{spec.Text[.."npm:".Length]}{spec.AliasName}@{Restyle(spec.AliasTarget!, version)}";

    private static string Restyle(NpmSpec spec, NpmVersion version)
    {
        var lastAlternative = NpmText.Collapse(spec.Text.Split("||")[^1]);
        var candidate = NpmText.Trim(spec.Text) is "" or "*" ? spec.Text : Alternative(lastAlternative, version);
        return new[] { candidate, $"^{version.Text}" }.FirstOrDefault(text => text is not null && Admits(text, version)) ?? version.Text;
    }

    private static bool Admits(string candidate, NpmVersion version) =>
        NpmSpec.Parse(candidate) is { Range: { } range } spec && (spec.AdmitsEverything || range.Admits(version));

    private static string? Alternative(string text, NpmVersion version)
    {
        var words = NpmOperatorSpacing.Trim(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var only] => StyledComparator.Parse(only)?.For(version),
            [var lower, var upper] => Interval(StyledComparator.Parse(lower), StyledComparator.Parse(upper), version),
            _ => null,
        };
    }

    /// <summary><c>&gt;=1.2 &lt;2</c>: the lower bound moves to the version, the upper one to what follows it.</summary>
    private static string? Interval(StyledComparator? lower, StyledComparator? upper, NpmVersion version) =>
        lower is { Sign: ">=" } && upper is { Sign: "<" } && upper.After(version) is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"{lower.For(version)} {end}")
            : null;
}
