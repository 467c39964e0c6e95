using System.Text.RegularExpressions;

namespace SpecCursor.Versioning.Npm;

/// <summary>
/// What a <c>package.json</c> says beside a dependency's name, told apart in the order of <c>npm-package-arg</c>.
/// </summary>
public sealed partial record NpmSpec
{
    private NpmSpec(NpmSpecKind kind, string text) => (Kind, Text) = (kind, text);

    /// <summary>What it is.</summary>
    public NpmSpecKind Kind { get; }

    /// <summary>The text as written, without white space at the ends.</summary>
    public string Text { get; }

    /// <summary>The versions that it admits; null unless it is a version, a range or an alias of either.</summary>
    public NpmRange? Range { get; private init; }

    /// <summary>The package that an alias stands for; null unless it is an alias.</summary>
    public string? AliasName { get; private init; }

    /// <summary>What follows the name in an alias; null unless it is an alias.</summary>
    public NpmSpec? AliasTarget { get; private init; }

    /// <summary>
    /// Whether npm takes any version for it, prereleases included: <c>*</c> and nothing at all do so as dependencies, although
    /// <c>semver.satisfies</c> finds no prerelease in <c>*</c>.
    /// </summary>
    public bool AdmitsEverything => AliasTarget?.AdmitsEverything ?? (Kind == NpmSpecKind.Range && Text is "*" or "");

    /// <summary>Reads a spec. Never fails: what isn't understood is <see cref="NpmSpecKind.Unsupported"/>.</summary>
    public static NpmSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = NpmText.Trim(text);
        if (PathPattern.IsMatch(trimmed))
            return new NpmSpec(ArchivePattern.IsMatch(trimmed) ? NpmSpecKind.File : NpmSpecKind.Directory, trimmed);
        if (trimmed.StartsWith("npm:", StringComparison.OrdinalIgnoreCase))
            return Alias(trimmed);
        if (GitPattern.IsMatch(trimmed) || IsShorthand(trimmed))
            return new NpmSpec(NpmSpecKind.Git, trimmed);
        if (UrlPattern.IsMatch(trimmed))
            return new NpmSpec(UrlKind(trimmed), trimmed);
        if (trimmed.Contains('/') || ArchivePattern.IsMatch(trimmed))
            return new NpmSpec(ArchivePattern.IsMatch(trimmed) ? NpmSpecKind.File : NpmSpecKind.Directory, trimmed);
        return Registry(trimmed);
    }

    private static NpmSpec Registry(string text)
    {
        if (NpmRange.Parse(text) is { } range)
        {
            var kind = NpmVersion.Parse(text) is null ? NpmSpecKind.Range : NpmSpecKind.Version;
            return new NpmSpec(kind, text) { Range = range };
        }

        return new NpmSpec(TagPattern.IsMatch(text) ? NpmSpecKind.Tag : NpmSpecKind.Unsupported, text);
    }

    private static NpmSpec Alias(string text)
    {
        var body = text["npm:".Length..];
        var at = body.Length == 0 ? -1 : body.IndexOf('@', 1);
        var name = at < 0 ? body : body[..at];
        var target = Registry(at < 0 || at + 1 == body.Length ? "*" : NpmText.Trim(body[(at + 1)..]));
        if (!NamePattern.IsMatch(name) || target.Kind == NpmSpecKind.Unsupported)
            return new NpmSpec(NpmSpecKind.Unsupported, text);
        return new NpmSpec(NpmSpecKind.Alias, text) { Range = target.Range, AliasName = name, AliasTarget = target };
    }

    private static NpmSpecKind UrlKind(string text)
    {
        var protocol = text[..text.IndexOf(':', StringComparison.Ordinal)].ToUpperInvariant();
        return protocol switch
        {
            "WORKSPACE" => NpmSpecKind.Workspace,
            "HTTP" or "HTTPS" when Uri.TryCreate(text, UriKind.Absolute, out _) => NpmSpecKind.Remote,
            _ => NpmSpecKind.Unsupported,
        };
    }

    /// <summary><c>owner/name</c>, with a committish after <c>#</c> or without.</summary>
    private static bool IsShorthand(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? text : text[..hash];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash == path.LastIndexOf('/') && slash < path.Length - 1
            && !path.Any(c => c is ':' or '@' || NpmText.IsWhiteSpace(c));
    }

    [GeneratedRegex("^(?:file:|[.]|~[/]|[/]|[a-zA-Z]:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern { get; }

    [GeneratedRegex(@"[.](?:tgz|tar\.gz|tar)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ArchivePattern { get; }

    [GeneratedRegex(
        @"^(?:git(?:\+[a-z]+)?:|ssh:|(?:github|gitlab|bitbucket|gist):|[^@/\s:]+@[^:/\s]+:|https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|gist\.github\.com)/[^/\s]+/[^/\s]+/?$|https?://.+\.git(?:#.*)?$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GitPattern { get; }

    [GeneratedRegex("^(?:git[+])?[a-z]+:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlPattern { get; }

    /// <summary>What <c>encodeURIComponent</c> leaves alone.</summary>
    [GeneratedRegex("^[A-Za-z0-9_.!~*'()-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern { get; }

    [GeneratedRegex(@"^(?:@[^@/\s]+/)?[^@/\s:]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }
}
