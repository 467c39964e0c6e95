using SpecCursor.Versioning.Python;

namespace SpecCursor.Versioning.Tests.Python;

public sealed class PythonRangeStyleTests
{
    [Theory]
    [InlineData("==1.2.3", "2.0.1", "==2.0.1")]
    [InlineData("==v1.2.3", "2.0.1", "==v2.0.1")]
    [InlineData("==1.2", "2.0.1", "==2.0.1")]
    [InlineData("==1.2.3", "2.0.1+cu121", "==2.0.1+cu121")]
    [InlineData("==1.2.*", "2.0.1", "==2.0.*")]
    [InlineData("==1.*", "2.0.1", "==2.*")]
    [InlineData("==1.2.3.*", "2.1", "==2.1.0.*")]
    [InlineData("~=1.2", "2.0.1", "~=2.0")]
    [InlineData("~=1.2.3", "2.1", "~=2.1.0")]
    [InlineData("~=1.2", "2.0.1rc1", "~=2.0.1rc1")]
    [InlineData("~=1.2", "2.0.0rc1", "~=2.0rc1")]
    [InlineData("~=1.2", "2.0.post1", "~=2.0")]
    [InlineData(">=1.2", "2.0.1", ">=2.0")]
    [InlineData(">=1.2", "2.0.1b1", ">=2.0.1b1")]
    [InlineData(">=1", "1!2.0", ">=1!2")]
    [InlineData(">1.2", "2.0.1", ">=2.0")]
    [InlineData(">=1.2,<2", "2.0.1", ">=2.0,<3")]
    [InlineData(">=1.2, <2.0.0", "2.1.4", ">=2.1, <3.0.0")]
    [InlineData("<2,>=1.2", "2.1.4", "<3,>=2.1")]
    [InlineData(">=1.2,<1.3", "2.1.4", ">=2.1,<2.2")]
    [InlineData(">=1.2,<3", "2.1.4", ">=2.1,<3")]
    [InlineData(">=1.34.1,<3.0.0dev", "3.2.0", ">=3.2.0,<4.0.0.dev0")]
    [InlineData(">=1.2,<2a0", "2.1", ">=2.1,<3a0")]
    [InlineData(">=1.2,<2", "2.0b1", ">=2.0b1,<3")]
    [InlineData(">=1.2,==1.*", "2.1", ">=2.1,==2.*")]
    [InlineData(">=1.2,!=1.3.1,<2", "2.1", ">=2.1,!=1.3.1,<3")]
    [InlineData(" >= 1.2 ,\t< 2 ,", "2.1", " >= 2.1 ,\t< 3 ,")]
    [InlineData("<=1.2.3", "2.1", "<=2.1")]
    [InlineData("<=3", "2.1+local", "<=3")]
    [InlineData("<2", "1.5", "<2")]
    [InlineData("", "2.1", "")]
    [InlineData(" ", "2.1.post1", " ")]
    [InlineData("!=1.5", "2.1", "!=1.5")]
    public void Specifiers_are_rewritten_in_their_own_style(string written, string version, string expected)
    {
        var rewrite = PythonRangeStyle.Rewrite(written, PythonVersion.Parse(version)!);

        Assert.Equal(expected, rewrite.Text);
        Assert.True(PythonRange.Parse(rewrite.Text!)!.Admits(PythonVersion.Parse(version)!));
    }

    [Theory]
    [InlineData("^1.2", "2.0", "is not a list of version specifiers that pip understands")]
    [InlineData("1.2.3", "2.0", "is not a list of version specifiers that pip understands")]
    [InlineData("===1.2.3", "2.0", "asks for that very text")]
    [InlineData(">=1.2,!=2.0.*", "2.0.1", "leaves out 2.0.1 on purpose ('!=2.0.*')")]
    [InlineData("==1.*", "2.0b1", "lets in no prereleases, and 2.0b1 is one")]
    [InlineData("", "2.0b1", "lets in no prereleases, and 2.0b1 is one")]
    [InlineData("<1000", "999999999999999999", "has no form that admits 999999999999999999")]
    public void What_cannot_be_rewritten_is_refused_with_a_reason(string written, string version, string reason)
    {
        var rewrite = PythonRangeStyle.Rewrite(written, PythonVersion.Parse(version)!);

        Assert.False(rewrite.Succeeded);
        Assert.Contains(reason, rewrite.Reason);
        Assert.StartsWith($"'{written}'", rewrite.Reason);
    }

    [Fact]
    public void Whatever_the_specifiers_the_rewritten_ones_admit_the_version_and_stay_as_they_are()
    {
        var generator = new QuestionGenerator(11);
        var rewritten = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var question = generator.Next();
            if (PythonVersion.Parse(question.B) is not { } version || PythonRangeStyle.Rewrite(question.R, version) is not { Succeeded: true } rewrite)
                continue;
            Assert.True(PythonRange.Parse(rewrite.Text)?.Admits(version), $"{question.R} for {version} became {rewrite.Text}");
            Assert.Equal(rewrite.Text, PythonRangeStyle.Rewrite(rewrite.Text, version).Text);
            rewritten++;
        }

        Assert.InRange(rewritten, 8_000, 20_000);
    }
}
