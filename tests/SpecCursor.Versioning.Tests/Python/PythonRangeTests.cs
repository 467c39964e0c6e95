using SpecCursor.Versioning.Python;

namespace SpecCursor.Versioning.Tests.Python;

public sealed class PythonRangeTests
{
    [Theory]
    [InlineData(">1.7", "1.8 1.7.0.0.0.0.1", "1.7 1.7.0 1.7.post1 1.7+local 1.7.post999999999999999999 1.8a1")]
    [InlineData("<2.0", "1.9 1.9.post1 1.9+local", "2.0 2.0a1 2.0.dev0 1.9a1")]
    [InlineData("<2.0,>=1.0a1", "1.0a1 1.9rc1", "2.0a1 2.0.dev0 2.0")]
    [InlineData("<2.0.post1", "2.0 2.0+local 2.0.post0", "2.0a1 2.0.post1.dev0 2.0.post1")]
    [InlineData("==1.2", "1.2 1.2.0 1.2+local", "1.2.post1 1.2.1 1.2a1")]
    [InlineData("==1.2+a", "1.2+a 1.2.0+A", "1.2 1.2+b")]
    [InlineData("!=1.2", "1.1 1.3 1.2.post1", "1.2 1.2.0+local 1.1a1")]
    [InlineData("!=1.2.*", "1.1 1.3", "1.2 1.2.9 1.2.post1")]
    [InlineData("==1.2.*", "1.2 1.2.9 1.2.post1 1.2+local", "1.3 1.1 1.2a1 1.3.dev0")]
    [InlineData("~=2.2.post3", "2.2.post3 2.3 2.9.9", "2.2 3.0 3.0.dev0")]
    [InlineData("~=1.4.5a4", "1.4.5a4 1.4.5 1.4.6", "1.4.5a3 1.5 1.5.dev0")]
    [InlineData("<=1.7", "1.7 1.7+local 1.6.post1", "1.7.post1 1.7.1")]
    [InlineData("<3.0.dev0", "2.9", "2.9a1 3.0 3.0a1")]
    [InlineData("", "1.0 1!0 0", "1.0a1")]
    public void The_awkward_rules_hold(string written, string admitted, string others)
    {
        var range = PythonRange.Parse(written)!;

        Assert.All(admitted.Split(' '), version => Assert.True(range.Admits(PythonVersion.Parse(version)!), version));
        Assert.All(others.Split(' '), version => Assert.False(range.Admits(PythonVersion.Parse(version)!), version));
    }

    [Theory]
    [InlineData("===1.0")]
    [InlineData(">1.0.post1")]
    [InlineData(">1.0a1")]
    [InlineData("<1.0.post1,>=0.9a1")]
    [InlineData("1.0")]
    [InlineData("==1.0a1.*")]
    [InlineData(">=1.0.*")]
    [InlineData(">=1.0+local")]
    [InlineData("~=1")]
    public void What_bounds_cannot_say_and_what_is_no_specifier_is_not_read(string written) => Assert.Null(PythonRange.Parse(written));

    [Fact]
    public void Exclusions_part_a_range_without_multiplying_it()
    {
        var range = PythonRange.Parse(" >= 1.0 , !=1.2,!=1.4 ,!=1.6.*, <2,!=3.0")!;

        Assert.Equal("!=1.2,!=1.4,!=1.6.*,!=3.0,<2,>=1.0", range.Text);
        Assert.Equal(4, range.Alternatives.Length);
        Assert.Empty(PythonRange.Parse(">=2,<1")!.Alternatives);
    }
}
