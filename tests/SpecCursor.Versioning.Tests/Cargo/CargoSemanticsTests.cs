using System.Globalization;
using System.Text.Json;
using SpecCursor.Versioning.Cargo;

namespace SpecCursor.Versioning.Tests.Cargo;

public sealed class CargoSemanticsTests(CargoSemver crate) : IClassFixture<CargoSemver>
{
    private const int Cases = 20_000;

    private readonly CargoVersionScheme _scheme = new();

    [Theory]
    [InlineData(20_261)]
    [InlineData(9)]
    public async Task Versions_and_requirements_mean_what_the_semver_crate_says(int seed)
    {
        var generator = new CargoQuestions(seed);
        var questions = Enumerable.Range(0, Cases).Select(_ => generator.Next()).ToList();
        var answers = await crate.AskAsync(questions);

        var disagreements = questions.Zip(answers).Where(pair => Judge(pair.First) != pair.Second)
            .Select(pair => $"{JsonSerializer.Serialize(pair.First)}: {pair.Second}, not {Judge(pair.First)}")
            .ToList();

        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements, such as\n{string.Join('\n', disagreements.Take(20))}");
        AssertThatTheCasesCover(answers);
    }

    [Theory]
    [InlineData("1.2.3", ">=1.2.3, <2.0.0")]
    [InlineData("^0.2", ">=0.2.0, <0.3.0")]
    [InlineData("^0.0.3", ">=0.0.3, <0.0.4")]
    [InlineData("0", ">=0.0.0, <1.0.0")]
    [InlineData("~1.2", ">=1.2.0, <1.3.0")]
    [InlineData("1.*", ">=1.0.0, <2.0.0")]
    [InlineData("=1.2", ">=1.2.0, <1.3.0")]
    [InlineData(">1.2", ">=1.3.0")]
    [InlineData("<=1", "<2.0.0")]
    [InlineData("*", "*")]
    [InlineData("1.2.3-beta.1", ">=1.2.3-beta.1, <2.0.0")]
    [InlineData("^1.2, >=1.2.0-beta.1", ">=1.2.0-0, <2.0.0, >=1.2.0-beta.1")]
    [InlineData("1.2.*, >=1.2.0-beta.1", ">=1.2.0, <1.3.0")]
    [InlineData("~1.2, =1.2.0-beta.1", ">=1.2.0, <1.3.0, <0.0.0-0")]
    [InlineData("~9223372036854775807.9223372036854775807", ">=9223372036854775807.9223372036854775807.0")]
    [InlineData(">9223372036854775807", "<0.0.0")]
    public void The_canonical_text_is_bounds_with_prereleases_only_where_they_count(string requirement, string canonical) =>
        Assert.Equal(canonical, _scheme.ParseRange(requirement)!.Text);

    [Fact]
    public void The_canonical_text_means_the_same()
    {
        var generator = new CargoQuestions(3);
        var read = 0;
        for (var i = 0; i < Cases; i++)
        {
            var question = generator.Next();
            if (_scheme.ParseRange(question.Requirement) is not { Alternatives: [{ Comparators.Length: <= 32 }] } range)
                continue;
            var again = _scheme.ParseRange(range.Text);
            Assert.Equal(range.Text, again?.Text);
            var versions = new[] { question.A, question.B }.Select(CargoVersion.Parse).OfType<CargoVersion>();
            Assert.All(versions, version => Assert.Equal(range.Admits(version), again!.Admits(version)));
            read++;
        }

        Assert.InRange(read, Cases / 2, Cases);
    }

    private static void AssertThatTheCasesCover(IReadOnlyList<CargoAnswer> answers)
    {
        int Count(Func<CargoAnswer, bool> predicate) => answers.Count(predicate);
        Assert.InRange(Count(answer => answer.IsRequirement), Cases / 2, Cases - 1_000);
        Assert.InRange(Count(answer => answer.AdmitsA), Cases / 10, Cases);
        Assert.InRange(Count(answer => answer.AdmitsA && answer.A.Contains('-', StringComparison.Ordinal)), Cases / 100, Cases);
        Assert.InRange(Count(answer => answer.Order == "0"), 100, Cases);
        Assert.InRange(Count(answer => answer.A == "none"), Cases / 100, Cases / 3);
    }

    private CargoAnswer Judge(CargoQuestion question)
    {
        var a = CargoVersion.Parse(question.A);
        var b = CargoVersion.Parse(question.B);
        var range = _scheme.ParseRange(question.Requirement);
        var order = a is null || b is null ? "none" : Math.Sign(_scheme.Compare(a, b)).ToString(CultureInfo.InvariantCulture);
        return new CargoAnswer(Show(a), Show(b), order, range is not null, a is not null && range?.Admits(a) == true, b is not null && range?.Admits(b) == true);
    }

    private static string Show(CargoVersion? version) => version is null ? "none" : string.Join('+', new[] { version.Text, string.Join('.', version.Build) }.Where(text => text.Length > 0));
}
