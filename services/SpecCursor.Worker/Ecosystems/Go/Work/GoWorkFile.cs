using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>What of a <c>go.work</c> matters here (go.dev/ref/mod#go-work-file); it is written like a <c>go.mod</c>.</summary>
internal sealed record GoWorkFile
{
    public const string FileName = "go.work";

    /// <summary>The file beside it.</summary>
    public const string ChecksumsFileName = FileName + ".sum";

    public const int MaximumBytes = 1024 * 1024;

    /// <summary>The version of the language that it names, such as <c>1.19</c>; null for none.</summary>
    public string? GoVersion { get; init; }

    /// <summary>The folders of its modules, as they stand there.</summary>
    public required IReadOnlyList<string> Uses { get; init; }

    public required IReadOnlyList<GoReplacement> Replacements { get; init; }

    /// <exception cref="StepFailedException">It is not what go would accept.</exception>
    public static GoWorkFile Parse(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            var directives = GoModSyntax.Parse(content).ToLookup(directive => directive.Verb);
            return new GoWorkFile
            {
                GoVersion = directives["go"].FirstOrDefault() is { Words: [var version] } ? version.Text : null,
                Uses = [.. directives["use"].Select(Use)],
                Replacements = [.. directives["replace"].Select(GoReplacement.Of)],
            };
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a go.work: {exception.Message}.");
        }
    }

    private static string Use(GoModDirective directive) =>
        directive.Words is [{ Text.Length: > 0 } folder] ? folder.Text : throw new FormatException("'use' has to name a folder");
}
