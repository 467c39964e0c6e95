using SpecCursor.Versioning.Cargo;

namespace SpecCursor.Versioning.Tests.Cargo;

public sealed class CargoRequirementStyleTests
{
    private readonly CargoVersionScheme _scheme = new();

    [Theory]
    [InlineData("1.2", "2.0.1", "2.0")]
    [InlineData("1", "2.0.1", "2")]
    [InlineData("1.2.3", "2.0.1", "2.0.1")]
    [InlineData("^1.2.3", "2.0.1", "^2.0.1")]
    [InlineData("^0.2", "0.3.1", "^0.3")]
    [InlineData("~1.2", "2.0.1", "~2.0")]
    [InlineData("=1.2.3", "2.0.1", "=2.0.1")]
    [InlineData("= 1.2", "2.0.1", "= 2.0")]
    [InlineData("1.*", "2.0.1", "2.*")]
    [InlineData("1.2.*", "2.0.1", "2.0.*")]
    [InlineData("1.x.x", "2.0.1", "2.x.x")]
    [InlineData("*", "2.0.1", "*")]
    [InlineData(" x ", "2.0.1", " x ")]
    [InlineData("*", "2.0.1-beta.1", "2.0.1-beta.1")]
    [InlineData(">=1.2, <2", "2.0.1", ">=2.0, <3")]
    [InlineData(">=1.2,<2.0.0", "2.0.1", ">=2.0,<3.0.0")]
    [InlineData(">= 1.2.3 , < 1.3", "2.0.1", ">= 2.0.1 , < 2.1")]
    [InlineData(">=0.2, <0.3.0-0", "0.5.1", ">=0.5, <0.6.0-0")]
    [InlineData(">=1.2, <1.5.7", "2.0.1", "2.0.1")]
    [InlineData(">1.2", "2.0.1", "2.0.1")]
    [InlineData("<2", "2.0.1", "<3")]
    [InlineData("<=1.2", "2.0.1", "<=2.0")]
    [InlineData("<=1.2.3", "2.0.1", "<=2.0.1")]
    [InlineData("^1.2, <1.9", "2.0.1", "^2.0, <2.1")]
    [InlineData("1.2.3+build", "2.0.1+other", "2.0.1")]
    [InlineData("1.2.3-beta.1", "2.0.1", "2.0.1")]
    [InlineData("1.2", "2.0.1-beta.1", "2.0.1-beta.1")]
    [InlineData("~1.2", "2.0.1-beta.1", "~2.0.1-beta.1")]
    [InlineData(">=1.2, <2", "2.0.1-beta.1", ">=2.0.1-beta.1, <3")]
    [InlineData("<2", "9223372036854775807.0.0", "9223372036854775807.0.0")]
    public void A_requirement_is_rewritten_in_its_own_style(string written, string version, string expected)
    {
        var rewrite = _scheme.Rewrite(written, _scheme.ParseVersion(version)!);

        Assert.Equal(expected, rewrite.Text);
        Assert.True(_scheme.ParseRange(rewrite.Text!)!.Admits(_scheme.ParseVersion(version)!));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("")]
    [InlineData("^1 || ^2")]
    [InlineData(">=1 <2")]
    public void What_is_no_requirement_is_refused_with_a_reason(string written)
    {
        var rewrite = _scheme.Rewrite(written, _scheme.ParseVersion("2.0.1")!);

        Assert.Equal($"'{written}' is not a version requirement that cargo understands", rewrite.Reason);
        Assert.Null(_scheme.ParseRange(written));
    }
}
