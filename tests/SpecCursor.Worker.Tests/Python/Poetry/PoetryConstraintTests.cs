using System.Text.Json;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Python.Poetry;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Python.Poetry;

public sealed class PoetryConstraintTests
{
    private const int Samples = 400;

    /// <summary>Constant text. Argument: pairs of a constraint and a version.</summary>
    private const string Reference = """
        import json, sys
        try:
            from poetry.core.constraints.version import Version, parse_constraint
        except ImportError:
            from poetry.core.semver.helpers import parse_constraint
            from poetry.core.semver.version import Version
        print(json.dumps([parse_constraint(written).allows(Version.parse(version)) for written, version in json.loads(sys.argv[1])]))
        """;

    [Theory]
    [InlineData("^1.2.3", "2.0.1", "^2.0.1")]
    [InlineData("^1.2", "2.4.1", "^2.4")]
    [InlineData("^ 1", "2.4.1", "^ 2")]
    [InlineData("~1.2", "2.4.1", "~2.4")]
    [InlineData("1.2.3", "2.0", "2.0")]
    [InlineData("1.*", "2.4.1", "2.*")]
    [InlineData("*", "2.4.1", "*")]
    [InlineData("~=1.2", "2.4.1", "~=2.4")]
    [InlineData(">=1.0,<2", "2.4.1", ">=2.4,<3")]
    [InlineData("^1.2", "2.0.0rc1", "^2.0rc1")]
    public void Style_stays(string written, string version, string expected)
    {
        var rewritten = PoetryConstraint.Rewrite(written, PythonVersion.Parse(version)!);

        Assert.Equal(expected, rewritten.Text);
        Assert.True(PythonRange.Parse(PoetryConstraint.MeaningOf(expected)!)!.Admits(PythonVersion.Parse(version)!));
    }

    [Theory]
    [InlineData("^1.0 || ^2.0")]
    [InlineData("^1.0,")]
    [InlineData("^x")]
    [InlineData("1.x")]
    [InlineData("^1!1.0")]
    public void What_has_no_such_form_is_refused(string written)
    {
        Assert.Null(PoetryConstraint.MeaningOf(written));
        Assert.False(PoetryConstraint.Rewrite(written, PythonVersion.Parse("3.0")!).Succeeded);
    }

    [Fact]
    public async Task Meaning_is_what_poetry_itself_says()
    {
        var random = new Random(7);
        string Number(int most) => string.Join('.', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => random.Next(3)));
        string One() => random.Next(7) switch
        {
            0 => Number(3),
            1 => Number(2) + ".*",
            2 => ">=" + Number(3) + ",<" + Number(3),
            3 or 4 => "~" + Number(3),
            _ => "^" + Number(3),
        };
        var asked = Enumerable.Range(0, Samples).Select(_ => new[] { One(), Number(3) }).ToList();

        var answer = await Tool.RunAsync("/", "/usr/bin/python3", "-c", Reference, JsonSerializer.Serialize(asked));

        Assert.Equal(
            JsonSerializer.Deserialize<bool[]>(answer)!.Zip(asked, (allows, pair) => (pair[0], pair[1], allows)),
            asked.Select(pair => (pair[0], pair[1], PythonRange.Parse(PoetryConstraint.MeaningOf(pair[0])!)!.Admits(PythonVersion.Parse(pair[1])!))));
    }
}
