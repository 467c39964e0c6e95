using SpecCursor.Versioning.Npm;

namespace SpecCursor.Versioning.Tests.Npm;

public sealed class NpmSemanticsTests(NodeSemver node) : IClassFixture<NodeSemver>
{
    private const int Cases = 15_000;

    /// <summary><c>semver.minVersion</c> throws on a few ranges with numbers at the limit, for which there is nothing to agree with.</summary>
    private const string Throws = "throws";

    private static readonly NpmVersionScheme s_scheme = new();

    [Theory]
    [InlineData(20_251)]
    [InlineData(7)]
    public async Task Versions_and_ranges_mean_what_the_semver_package_says(int seed)
    {
        var generator = new QuestionGenerator(seed);
        var questions = Enumerable.Range(0, Cases).Select(_ => generator.Next()).ToList();
        var answers = await node.AskAsync<Question, Judgements>(questions);

        var disagreements = questions
            .Zip(answers, (question, answer) => Differences(question, answer.Strict, NpmSyntax.Strict).Concat(Differences(question, answer.Loose, NpmSyntax.Loose)))
            .SelectMany(differences => differences)
            .ToList();

        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements, such as\n{string.Join('\n', disagreements.Take(20))}");
        AssertThatTheCasesCover(answers);
    }

    private static void AssertThatTheCasesCover(IReadOnlyList<Judgements> answers)
    {
        int Count(Func<Judgement, bool> predicate) => answers.Count(answer => predicate(answer.Strict));
        Assert.InRange(Count(answer => answer.Range is not null), Cases / 2, Cases - 500);
        Assert.InRange(Count(answer => answer.Satisfies[0]), Cases / 10, Cases);
        Assert.InRange(Count(answer => answer.Subset == true), Cases / 20, Cases);
        Assert.InRange(Count(answer => answer.Order == 0), 20, Cases);
        Assert.InRange(answers.Count(answer => answer.Strict.Lowest == Throws || answer.Loose.Lowest == Throws), 0, Cases / 500);
        Assert.InRange(answers.Count(answer => answer.Strict.Range is null && answer.Loose.Range is not null), Cases / 100, Cases);
    }

    private static IEnumerable<string> Differences(Question question, Judgement expected, NpmSyntax syntax)
    {
        var actual = Judge(question, syntax);
        if (!expected.Versions.SequenceEqual(actual.Versions))
            yield return $"{syntax} versions {Show(question.A, question.B)}: {Show(expected.Versions)}, not {Show(actual.Versions)}";
        if (!expected.Builds.SequenceEqual(actual.Builds))
            yield return $"{syntax} builds {Show(question.A, question.B)}: {Show(expected.Builds)}, not {Show(actual.Builds)}";
        if (expected.Order != actual.Order)
            yield return $"{syntax} order {Show(question.A, question.B)}: {expected.Order}, not {actual.Order}";
        if (expected.Range != actual.Range)
            yield return $"{syntax} range {Show(question.R)}: {Show(expected.Range)}, not {Show(actual.Range)}";
        if (Flat(expected.Sets) != Flat(actual.Sets))
            yield return $"{syntax} comparators {Show(question.R)}: {Flat(expected.Sets)}, not {Flat(actual.Sets)}";
        if (!expected.Satisfies.SequenceEqual(actual.Satisfies))
            yield return $"{syntax} satisfies {Show(question.A, question.B)} {Show(question.R)}: {string.Join(',', expected.Satisfies)}";
        if (expected.Subset != actual.Subset)
            yield return $"{syntax} subset {Show(question.R, question.S)}: {expected.Subset}, not {actual.Subset}";
        if (expected.Lowest != actual.Lowest && expected.Lowest != Throws)
            yield return $"{syntax} lowest of {Show(question.R)}: {expected.Lowest}, not {actual.Lowest}";
        if (expected.Newest != actual.Newest)
            yield return $"{syntax} newest of {Show(question.A, question.B)} in {Show(question.R)}: {Show(expected.Newest)}, not {Show(actual.Newest)}";
    }

    private static Judgement Judge(Question question, NpmSyntax syntax)
    {
        var a = NpmVersion.Parse(question.A, syntax);
        var b = NpmVersion.Parse(question.B, syntax);
        var range = NpmRange.Parse(question.R, syntax);
        var other = NpmRange.Parse(question.S, syntax);
        var newest = range?.NewestOf(new[] { a, b }.OfType<NpmVersion>());
        return new Judgement
        {
            Versions = [a?.Text, b?.Text],
            Builds = [a is null ? null : string.Join('.', a.Build), b is null ? null : string.Join('.', b.Build)],
            Order = a is null || b is null ? null : Math.Sign(a.CompareTo(b)),
            Range = range?.Text,
            Sets = range is null ? null : [.. range.Sets.Select(set => set.Select(comparator => comparator.Text).ToArray())],
            Satisfies = [IsIn(range, a), IsIn(range, b)],
            Subset = range is null || other is null ? null : range.IsSubsetOf(other),
            Lowest = range?.Lowest()?.Text,
            Newest = newest is null ? null : ReferenceEquals(newest, a) ? question.A : question.B,
        };
    }

    /// <summary>
    /// Our answer, which has to be the same by the alternatives that the proof engine reads.
    /// </summary>
    private static bool IsIn(NpmRange? range, NpmVersion? version)
    {
        if (range is null || version is null)
            return false;
        var admits = range.Admits(version);
        Assert.Equal(admits, InIntegers.Admits(s_scheme, range, version));
        return admits;
    }

    private static string Flat(string[][]? sets) => sets is null ? "none" : string.Join("||", sets.Select(set => string.Join(' ', set)));

    private static string Show(params string?[] texts) => System.Text.Json.JsonSerializer.Serialize(texts.Select(text => text?.Length > 60 ? text[..60] + "…" : text));
}
