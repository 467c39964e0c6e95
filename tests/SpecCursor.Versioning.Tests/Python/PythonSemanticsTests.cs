using System.Text.Json;
using SpecCursor.Versioning.Python;

namespace SpecCursor.Versioning.Tests.Python;

public sealed class PythonSemanticsTests
{
    private const int Cases = 15_000;

    [Theory]
    [InlineData(20_251)]
    [InlineData(7)]
    public async Task Versions_and_specifiers_mean_what_the_packaging_library_says(int seed)
    {
        var generator = new QuestionGenerator(seed);
        var questions = Enumerable.Range(0, Cases).Select(_ => generator.Next()).ToList();
        var answers = await Packaging.AskAsync(questions);

        var disagreements = questions.Zip(answers, Differences).SelectMany(differences => differences).ToList();

        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements, such as\n{string.Join('\n', disagreements.Take(20))}");
        AssertThatTheCasesCover(questions, answers);
    }

    private static void AssertThatTheCasesCover(IReadOnlyList<Question> questions, IReadOnlyList<Judgement> answers)
    {
        Assert.InRange(answers.Count(answer => answer.Versions.Contains(null)), Cases / 20, Cases / 3);
        Assert.InRange(answers.Count(answer => answer.Order == 0), Cases / 100, Cases);
        Assert.InRange(answers.Count(answer => answer.Order != 0 && answer.Versions[0]?.Split('+')[0] == answer.Versions[1]?.Split('+')[0]), Cases / 50, Cases);
        Assert.InRange(answers.Count(answer => answer.Specifiers is null), Cases / 20, Cases / 3);
        Assert.InRange(answers.Count(answer => answer.Admits[0] == true), Cases / 10, Cases);
        Assert.InRange(answers.Count(answer => answer.Admits[0] == true && answer.Prereleases[0]), Cases / 100, Cases);
        Assert.InRange(answers.Zip(questions).Count(pair => pair.First.Specifiers is not null && PythonRange.Parse(pair.Second.R) is null), 1, Cases / 8);
    }

    private static IEnumerable<string> Differences(Question question, Judgement expected)
    {
        var a = PythonVersion.Parse(question.A);
        var b = PythonVersion.Parse(question.B);
        var range = PythonRange.Parse(question.R);
        string?[] texts = [a?.Text, b?.Text];
        if (!expected.Versions.SequenceEqual(texts))
            yield return $"versions {Show(question.A, question.B)}: {Show(expected.Versions)}, not {Show(texts)}";
        if (!expected.Prereleases.SequenceEqual([a?.IsPrerelease == true, b?.IsPrerelease == true]))
            yield return $"prereleases {Show(question.A, question.B)}";
        if (a is not null && b is not null && expected.Order != Math.Sign(a.CompareTo(b)))
            yield return $"order {Show(question.A, question.B)}: {expected.Order}";
        var specifiers = PythonSpecifierSet.Parse(question.R)?.Specifiers.ToList();
        string[]? normal = specifiers is null ? null : [.. specifiers.Select(specifier => specifier.Text).Distinct().Order(StringComparer.Ordinal)];
        if (Show(expected.Specifiers ?? []) != Show(normal ?? []) || expected.Specifiers is null != normal is null)
            yield return $"specifiers {Show(question.R)}: {Show(expected.Specifiers ?? ["none"])}, not {Show(normal ?? ["none"])}";
        if (range is null != (specifiers is null || AreBeyondBounds(specifiers)))
            yield return $"range {Show(question.R)}: {range?.Text ?? "none"}";
        if (range is not null && !expected.Admits.SequenceEqual([IsIn(range, a), IsIn(range, b)]))
            yield return $"{Show(question.A, question.B)} in {Show(question.R)}: {string.Join(',', expected.Admits)}";
        if (expected.Name != PythonName.Normalize(question.N))
            yield return $"name {Show(question.N)}: {expected.Name}";
    }

    private static bool AreBeyondBounds(List<PythonSpecifier> specifiers)
    {
        var letPrereleasesIn = specifiers.Exists(specifier => specifier.NamesPrerelease);
        return specifiers.Exists(specifier => specifier is { Operator: "===" }
            or { Operator: ">", Version: { IsPrerelease: true } or { IsPostrelease: true } }
            || (letPrereleasesIn && specifier is { Operator: "<", Version: { IsPrerelease: false, IsPostrelease: true } }));
    }

    private static bool? IsIn(PythonRange range, PythonVersion? version) => version is null ? null : range.Admits(version);

    private static string Show(params string?[] texts) => JsonSerializer.Serialize(texts);
}
