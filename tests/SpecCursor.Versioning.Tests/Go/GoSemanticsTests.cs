using System.Globalization;
using System.Text.Json;
using SpecCursor.Versioning.Go;

namespace SpecCursor.Versioning.Tests.Go;

public sealed class GoSemanticsTests(GoModules modules) : IClassFixture<GoModules>
{
    private const int Cases = 20_000;

    private readonly GoVersionScheme _scheme = new();

    [Theory]
    [InlineData(20_262)]
    [InlineData(5)]
    public async Task Versions_and_paths_mean_what_go_says(int seed)
    {
        var generator = new GoQuestions(seed);
        var questions = Enumerable.Range(0, Cases).Select(_ => generator.Next()).ToList();
        var answers = await modules.AskAsync(questions);

        var disagreements = questions.Zip(answers).Where(pair => Judge(pair.First) != pair.Second)
            .Select(pair => $"{JsonSerializer.Serialize(pair.First)}: {pair.Second}, not {Judge(pair.First)}")
            .ToList();

        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements, such as\n{string.Join('\n', disagreements.Take(20))}");
        int Count(Func<GoAnswer, bool> predicate) => answers.Count(predicate);
        Assert.InRange(Count(answer => answer.A == "none"), Cases / 20, Cases / 3);
        Assert.InRange(Count(answer => answer.Order == "0"), Cases / 20, Cases);
        Assert.InRange(Count(answer => answer.Prefix == "none"), Cases / 20, Cases / 2);
        Assert.InRange(Count(answer => answer.FitsA), Cases / 5, Cases);
        Assert.InRange(Count(answer => answer.FitsA && answer.Suffix.Length > 0), Cases / 50, Cases);
    }

    [Theory]
    [InlineData("v1.2.3", ">=v1.2.3")]
    [InlineData("v0.3.0", ">=v0.3.0")]
    [InlineData("v0.0.0-20191109021931-daa7c04131f5", ">=v0.0.0-20191109021931-daa7c04131f5")]
    [InlineData("v2.1.0", ">=v2.1.0, <v3.0.0-0")]
    [InlineData("v2.0.0+incompatible", ">=v2.0.0+incompatible")]
    [InlineData("v9223372036854775807.0.0", ">=v9223372036854775807.0.0")]
    public void A_minimum_admits_what_follows_it_at_the_same_path(string minimum, string canonical) =>
        Assert.Equal(canonical, _scheme.ParseRange(minimum)!.Text);

    [Theory]
    [InlineData("v2.1.0", "v2.1.0-rc.1", false)]
    [InlineData("v2.1.0", "v2.2.0-rc.1", true)]
    [InlineData("v2.1.0", "v3.0.0-rc.1", false)]
    [InlineData("v1.2.3", "v2.0.0+incompatible", true)]
    [InlineData("v0.0.0-20191109021931-daa7c04131f5", "v0.0.0-20200109021931-aaaaaaaaaaaa", true)]
    [InlineData("v0.0.0-20191109021931-daa7c04131f5", "v0.0.0-20180109021931-aaaaaaaaaaaa", false)]
    public void Prereleases_are_admitted_by_order_alone(string minimum, string version, bool admits) =>
        Assert.Equal(admits, _scheme.ParseRange(minimum)!.Admits(_scheme.ParseVersion(version)!));

    [Theory]
    [InlineData("v1.2.3", "v1.4.0", "v1.4.0")]
    [InlineData("v1.2.3", "v2.0.0+incompatible", "v2.0.0+incompatible")]
    [InlineData("v0.0.0-20191109021931-daa7c04131f5", "v0.1.0", "v0.1.0")]
    public void A_minimum_is_rewritten_as_the_version_itself(string written, string version, string expected) =>
        Assert.Equal(expected, _scheme.Rewrite(written, _scheme.ParseVersion(version)!).Text);

    [Theory]
    [InlineData("latest")]
    [InlineData("v1.2")]
    [InlineData("1.2.3")]
    [InlineData("v1.2.3+meta")]
    public void What_no_manifest_can_require_is_refused_with_a_reason(string written)
    {
        var rewrite = _scheme.Rewrite(written, _scheme.ParseVersion("v1.4.0")!);

        Assert.Equal($"'{written}' is not a version that a go.mod can require", rewrite.Reason);
        Assert.Null(_scheme.ParseRange(written));
    }

    private static GoAnswer Judge(GoQuestion question)
    {
        var a = GoVersion.Parse(question.A);
        var b = GoVersion.Parse(question.B);
        var path = GoModulePath.Parse(question.Path);
        var order = a is null || b is null ? "none" : Math.Sign(a.CompareTo(b)).ToString(CultureInfo.InvariantCulture);
        return new GoAnswer(Show(a), Show(b), order, path?.Prefix ?? "none", path?.Suffix ?? "none", Fits(path, a), Fits(path, b));
    }

    private static bool Fits(GoModulePath? path, GoVersion? version) => path is not null && version is not null && path.Fits(version);

    private static string Show(GoVersion? version) => version?.Text ?? "none";
}
