namespace SpecCursor.Versioning.Tests;

public sealed class VersionSchemesTests
{
    [Theory]
    [InlineData("dotnet", "[1.0,2.0)", "1.5.0")]
    [InlineData("dockerfile", "3.11-slim", "3.11.4-slim")]
    public void Every_ecosystem_has_its_scheme(string ecosystem, string range, string version)
    {
        var scheme = VersionSchemes.Default.Find(ecosystem)!;

        Assert.Equal(ecosystem, scheme.Ecosystem);
        Assert.True(scheme.ParseRange(range)!.Admits(scheme.ParseVersion(version)!));
    }
}
