using System.Text.RegularExpressions;
using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>What of a <c>go.mod</c> matters here.</summary>
internal sealed partial record GoModFile
{
    public const string FileName = "go.mod";
    public const int MaximumBytes = 4 * 1024 * 1024;

    /// <summary>The module's path; empty where none is named.</summary>
    public required string ModulePath { get; init; }

    /// <summary>The version of the language that it names, such as <c>1.19</c>; null for none.</summary>
    public string? GoVersion { get; init; }

    public required IReadOnlyList<GoRequirement> Requirements { get; init; }

    public required IReadOnlyList<GoReplacement> Replacements { get; init; }

    /// <summary>Paths and versions that must not be used.</summary>
    public required IReadOnlySet<(string Path, string Version)> Exclusions { get; init; }

    public required IReadOnlyList<GoRetraction> Retractions { get; init; }

    /// <summary>What to do instead of using the module at this path any more, as its author says; null for nothing.</summary>
    public string? Deprecation { get; init; }

    /// <summary>Whether it has nothing but a name: proxies make such a one for what was published before there were modules.</summary>
    public bool IsBare => GoVersion is null && Requirements.Count == 0;

    /// <summary>Reads a repository's manifest.</summary>
    /// <exception cref="StepFailedException">It is not what go would accept.</exception>
    public static GoModFile Parse(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            return Parse(content);
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a go.mod: {exception.Message}.");
        }
    }

    /// <summary>Reads what a proxy has.</summary>
    /// <exception cref="FormatException">It is no <c>go.mod</c>.</exception>
    public static GoModFile Parse(ReadOnlySpan<byte> content)
    {
        var directives = GoModSyntax.Parse(content).ToLookup(directive => directive.Verb);
        var module = directives["module"].FirstOrDefault();
        return new GoModFile
        {
            ModulePath = module is { Words: [var name, ..] } ? name.Text : string.Empty,
            GoVersion = directives["go"].FirstOrDefault() is { Words: [var version] } ? version.Text : null,
            Requirements = [.. directives["require"].Select(Requirement)],
            Replacements = [.. directives["replace"].Select(GoReplacement.Of)],
            Exclusions = directives["exclude"].Select(Pair).ToHashSet(),
            Retractions = [.. directives["retract"].Select(Retraction).OfType<GoRetraction>()],
            Deprecation = module is not null && DeprecationPattern().Match(module.Rationale) is { Success: true } match ? match.Groups[1].Value.Trim() : null,
        };
    }

    private static GoRequirement Requirement(GoModDirective directive)
    {
        var (path, version) = Pair(directive);
        return new GoRequirement(path, version, IndirectPattern().IsMatch(directive.Comment));
    }

    private static (string Path, string Version) Pair(GoModDirective directive) => directive.Words is [var path, var version]
        ? (path.Text, version.Text)
        : throw new FormatException($"'{directive.Verb}' has to name a module and a version");

    /// <summary>A version, or two in brackets. What can't be read is no reason not to read the rest.</summary>
    private static GoRetraction? Retraction(GoModDirective directive)
    {
        var versions = directive.Words.Select(word => Versioning.Go.GoVersion.Parse(word.Text)).OfType<GoVersion>().ToList();
        return versions.Count is 1 or 2 ? new GoRetraction(versions[0], versions[^1], directive.Rationale.Length > 0 ? directive.Rationale : null) : null;
    }

    [GeneratedRegex(@"\Aindirect(?:\z|;\s)", RegexOptions.CultureInvariant)]
    private static partial Regex IndirectPattern();

    /// <summary>A paragraph that begins so (go.dev/ref/mod#go-mod-file-module-deprecation).</summary>
    [GeneratedRegex(@"(?:\A|\n\n)Deprecated:([^\n]*(?:\n[^\n]+)*)", RegexOptions.CultureInvariant)]
    private static partial Regex DeprecationPattern();
}
