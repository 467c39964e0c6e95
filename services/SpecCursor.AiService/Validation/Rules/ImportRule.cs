using System.Text.RegularExpressions;
using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>
/// A patch loads nothing that the repository's code doesn't load already, but the upgraded package and modules of the language that reach nothing
/// outside: a repair needs no more, and an injected one would.
/// </summary>
internal sealed partial class ImportRule : IPatchRule
{
    private static readonly HashSet<string> HarmlessBuiltins = new(StringComparer.Ordinal)
    {
        "assert", "buffer", "crypto", "events", "path", "perf_hooks", "querystring", "stream", "stream/promises", "string_decoder", "timers",
        "timers/promises", "url", "util",
    };

    /// <inheritdoc />
    public PatchViolation? Check(ReviewedPatch patch)
    {
        var known = patch.Command.Files.SelectMany(file => Specifiers(file.Path, file.Content)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in patch.Files)
        {
            var foreign = Specifiers(file.Path, file.After).Except(Specifiers(file.Path, file.Before))
                .FirstOrDefault(specifier => !IsAllowed(patch.Command.Context.PackageName, known, file, specifier));
            if (foreign is not null)
            {
                return new PatchViolation("import-added", $"{file.Path} would load '{foreign}', which no file of the repository loads.");
            }

            if (file.TokenLanguage is null && ComputedLoads(file.ParsedAfter, file.After) > ComputedLoads(file.ParsedBefore, file.Before))
            {
                return new PatchViolation("import-added", $"{file.Path} would load a module by a computed name.");
            }
        }

        return null;
    }

    private static bool IsAllowed(string package, HashSet<string> known, ReviewedFile file, string specifier)
    {
        if (file.TokenLanguage is { } language)
        {
            return known.Contains(specifier) || language.IsHarmless(specifier) || language.IsOwn(package, specifier);
        }

        var bare = specifier.StartsWith("node:", StringComparison.Ordinal) ? specifier[5..] : specifier;
        if (specifier == package || specifier.StartsWith(package + "/", StringComparison.Ordinal) || known.Contains(specifier)
            || HarmlessBuiltins.Contains(bare) || known.Contains(bare) || known.Contains("node:" + bare))
        {
            return true;
        }

        return specifier.StartsWith("./", StringComparison.Ordinal) || (specifier.StartsWith("../", StringComparison.Ordinal) && StaysInside(file.Path, specifier));
    }

    private static bool StaysInside(string path, string specifier)
    {
        var depth = path.Count(character => character == '/');
        return specifier.Split('/').TakeWhile(segment => segment == "..").Count() <= depth && !specifier.Contains("node_modules", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Specifiers(string path, string text)
    {
        if (LanguageCatalogue.Of(path) is { } language)
        {
            return language.Imports(language.Read(path, text)).Distinct();
        }

        if (JavaScriptFile.TryParse(path, text, out _) is { } file)
        {
            return PackageReferences.In(file, _ => true).Select(reference => reference.Source.Value);
        }

        return SourceLanguages.Of(path) == SourceLanguage.Other ? [] : LoadPattern().Matches(text).Select(match => match.Groups[1].Value).Distinct();
    }

    private static int ComputedLoads(JavaScriptFile? file, string text) => file is null
        ? ComputedLoadPattern().Count(text)
        : SyntaxChildren.SelfAndDescendants(file.Tree).Count(node => node switch
        {
            ImportExpression import => import.Source is not StringLiteral,
            CallExpression { Callee: Identifier { Name: "require" }, Arguments: var arguments } => arguments is not [StringLiteral],
            _ => false,
        });

    /// <summary>In source that can't be parsed, whatever looks like a load counts as one.</summary>
    [GeneratedRegex(@"\b(?:from|import|require)\s*\(?\s*['""`]([^'""`\r\n]+)['""`]", RegexOptions.CultureInvariant)]
    private static partial Regex LoadPattern();

    [GeneratedRegex(@"\b(?:import|require)\s*\(\s*[^'""\s]", RegexOptions.CultureInvariant)]
    private static partial Regex ComputedLoadPattern();
}
