using System.Text.RegularExpressions;
using SpecCursor.AiService.Diffs;
using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Languages;
using SpecCursor.AiService.Validation.Tests;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>A patch removes and weakens no test, and changes nothing of which that can't be told.</summary>
internal sealed partial class TestRule : IPatchRule
{
    /// <inheritdoc />
    public PatchViolation? Check(ReviewedPatch patch)
    {
        foreach (var file in patch.Files)
        {
            var problem = file switch
            {
                { TokenLanguage: { } language, CodeBefore: { } before, CodeAfter: { } after } => CheckParts(patch, file, language, before, after),
                _ when TestFiles.Contains(patch.Command, file) => CheckTest(file, patch.Command.Context.PackageName),
                _ => CheckAssertions(file),
            };
            if (problem is null && file is { Language: SourceLanguage.Other, TokenLanguage: null })
            {
                return new PatchViolation("language-unknown", $"{file.Path} is in a language whose changes can't be judged.");
            }

            if (problem is not null)
            {
                return new PatchViolation("test-weakened", $"{file.Path} is changed in what it tests. {problem}");
            }
        }

        return null;
    }

    private static string? CheckTest(ReviewedFile file, string package)
    {
        if (file is { ParsedBefore: { } before, ParsedAfter: { } after })
        {
            return Shrinkage(TestInventory.Of(before), TestInventory.Of(after))
                ?? (TestComparison.Difference(before, after, package) is { } difference
                    ? $"Only how it loads and calls '{package}' may change, and this is more: {difference}"
                    : null);
        }

        return file.Language == SourceLanguage.Other ? "Tests in this language can't be judged." : CheckLines(file, package);
    }

    /// <summary>Each part that tests says what it said, or what the reviewed recipes for the upgrade make of it.</summary>
    private static string? CheckParts(ReviewedPatch patch, ReviewedFile file, Language language, Code before, Code after)
    {
        var isTest = TestFiles.Contains(patch.Command, file) || language.IsTestPath(file.Path);
        var (ones, others) = (language.Tests(before, isTest), language.Tests(after, isTest));
        if (ones.Count != others.Count)
        {
            return $"It has {ones.Count} parts that test, and would have {others.Count}.";
        }

        if (!ones.SequenceEqual(others))
        {
            var renamed = language.Tests(language.Read(file.Path, patch.Renamed(file)), isTest);
            if (renamed.Count != ones.Count || Enumerable.Range(0, ones.Count).Any(index => others[index] != ones[index] && others[index] != renamed[index]))
            {
                return "Nothing in a test may change but the package's names, as a recipe for this upgrade knows them.";
            }
        }

        var (assertions, left) = (before.Names.Count(language.Assertions.Contains), after.Names.Count(language.Assertions.Contains));
        return left < assertions ? $"It has {assertions} assertions, and would have {left}." : null;
    }

    private static string? Shrinkage(TestInventory before, TestInventory after)
    {
        var titles = after.Titles.ToList();
        foreach (var title in before.Titles)
        {
            if (!titles.Remove(title))
            {
                return $"The test {title} is removed, renamed or commented out.";
            }
        }

        if (after.Assertions < before.Assertions)
        {
            return $"It has {before.Assertions} assertions, and would have {after.Assertions}.";
        }

        var disablings = after.Disablings.ToList();
        foreach (var disabling in before.Disablings)
        {
            disablings.Remove(disabling);
        }

        return disablings.Count > 0 ? $"It would not run all of its tests any more: {disablings[0]} is added." : null;
    }

    /// <summary>Checks inside the code itself are kept, too.</summary>
    private static string? CheckAssertions(ReviewedFile file)
    {
        if (file is not { ParsedBefore: { } parsedBefore, ParsedAfter: { } parsedAfter })
        {
            return null;
        }

        var (before, after) = (TestInventory.Of(parsedBefore).Assertions, TestInventory.Of(parsedAfter).Assertions);
        return after < before ? $"It has {before} assertions, and would have {after}." : null;
    }

    /// <summary>TypeScript isn't parsed, so that only whole lines that load the package may change.</summary>
    private static string? CheckLines(ReviewedFile file, string package)
    {
        foreach (var change in LineChanges.Between(file.Before, file.After))
        {
            if (!LoadPattern().IsMatch(change.Text) || !LoadsPackage(change.Text, package))
            {
                return $"Only its imports of '{package}' may change, and this is more: {change.Text.Trim()}";
            }
        }

        return null;
    }

    private static bool LoadsPackage(string line, string package) =>
        ModuleTokens.Loads(line, specifier => specifier == package || specifier.StartsWith(package + "/", StringComparison.Ordinal)).Count == 1;

    [GeneratedRegex(
        @"\A\s*(?:import\s[^;]*|(?:const|let|var)\s+(?:[\w$]+|\{[^}]*\})\s*=\s*require\(\s*(?:'[^']*'|""[^""]*"")\s*\)(?:\.[\w$]+)?)\s*;?\s*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex LoadPattern();
}
