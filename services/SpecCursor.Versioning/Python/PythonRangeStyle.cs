namespace SpecCursor.Versioning.Python;

/// <summary>
/// Writes specifiers for another version the way the project wrote them: <c>==1.2.3</c> becomes <c>==2.0.1</c>, <c>~=1.2</c> becomes <c>~=2.0</c>,
/// <c>==1.2.*</c> becomes <c>==2.0.*</c>, <c>&gt;=1.2,&lt;2</c> becomes <c>&gt;=2.0,&lt;3</c>. What keeps versions out (<c>!=</c>), and upper ends that
/// are beyond the version already, stay as they are.
/// </summary>
public static class PythonRangeStyle
{
    /// <summary>Rewrites what stands behind a requirement's name, or says why that can't be done.</summary>
    /// <param name="written">The comma list, possibly empty, of which white space and commas stay.</param>
    /// <param name="version">The version that the result admits.</param>
    public static RangeRewrite Rewrite(string written, PythonVersion version)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(version);
        var shown = PythonText.Trim(written);
        if (PythonSpecifierSet.Parse(written) is not { } set)
            return RangeRewrite.Refused($"'{shown}' is not a list of version specifiers that pip understands");
        if (set.Specifiers.FirstOrDefault(specifier => specifier.Version is null) is { } identity)
            return RangeRewrite.Refused($"'{identity.Text}' asks for that very text, which has no meaning for another version");
        if (set.Specifiers.FirstOrDefault(specifier => specifier.Operator == "!=" && !Admits(specifier, version)) is { } exclusion)
            return RangeRewrite.Refused($"'{shown}' leaves out {version.Text} on purpose ('{exclusion.Text}')");
        var text = string.Join(',', set.Parts.Select(part => part.Specifier is { } specifier ? For(specifier, version) : part.Written));
        if (PythonRange.Parse(text)?.Admits(version) == true)
            return RangeRewrite.To(text);
        return RangeRewrite.Refused(version.IsPrerelease
            ? $"'{shown}' lets in no prereleases, and {version.Text} is one"
            : $"'{shown}' has no form that admits {version.Text}");
    }

    private static string For(PythonSpecifier specifier, PythonVersion version) => specifier switch
    {
        { IsPrefix: true, Operator: "==" } => specifier.With("==", Numbers(version, specifier.Version!.Segments.Length)),
        { Operator: "==" } => specifier.With("==", version.Text),
        { Operator: "~=" or ">=" } => specifier.With(specifier.Operator, Floor(version, specifier.Version!.Segments.Length)),
        { Operator: ">" } => specifier.With(">=", Floor(version, specifier.Version!.Segments.Length)),
        { Operator: "<=" or "<" } when Admits(specifier, version) => specifier.AsWritten,
        { Operator: "<=" } => specifier.With("<=", version.Public.Text),
        { Operator: "<" } => specifier.With("<", Above(specifier.Version!, version)),
        _ => specifier.AsWritten,
    };

    /// <summary>Whether the specifier admits the version in a list that lets it in if it is a prerelease.</summary>
    private static bool Admits(PythonSpecifier specifier, PythonVersion version) =>
        PythonMeaning.Of(specifier, version.IsPrerelease ? PrereleaseRule.Always : PrereleaseRule.Never) is { } meaning
        && meaning.Any(interval => interval.Contains(version));

    /// <summary>As many numbers as were written, and the whole version where these alone would be newer.</summary>
    private static string Floor(PythonVersion version, int count)
    {
        if (!version.IsPrerelease)
            return Numbers(version, count);
        var significant = PythonNumbers.WithoutZerosAtEnd(version.Segments).Length;
        return Numbers(version, Math.Max(count, significant)) + version.Public.Suffix.Text;
    }

    /// <summary>
    /// The next end of the same kind: what is counted up is the last number that isn't zero, as in <c>&lt;2.0</c> and <c>&lt;1.3</c>. Of what stands
    /// behind only that stays which keeps out prereleases, too: <c>&lt;2.dev0</c>, <c>&lt;2a0</c>.
    /// </summary>
    private static string Above(PythonVersion end, PythonVersion version)
    {
        var counted = Math.Max(1, PythonNumbers.WithoutZerosAtEnd(end.Segments).Length);
        var next = PythonNumbers.Next(PythonNumbers.Take(version.Segments, counted));
        var suffix = end.Suffix is { Dev: 0, Pre: null, Post: null } or { Pre: { Phase: PythonPhase.Alpha, Number: 0 }, Post: null }
            ? end.Suffix.Text
            : string.Empty;
        return PythonNumbers.Join(version.Epoch, PythonNumbers.Take(next, end.Segments.Length)) + suffix;
    }

    private static string Numbers(PythonVersion version, int count) => PythonNumbers.Join(version.Epoch, PythonNumbers.Take(version.Segments, count));
}
