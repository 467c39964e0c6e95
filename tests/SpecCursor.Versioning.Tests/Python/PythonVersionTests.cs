using SpecCursor.Versioning.Python;

namespace SpecCursor.Versioning.Tests.Python;

public sealed class PythonVersionTests
{
    [Theory]
    [InlineData(" v1!02.0-ALPHA_1.Rev-2_dev3+Ubuntu-01.C ", "1!2.0a1.post2.dev3+ubuntu.1.c")]
    [InlineData("1.0-1", "1.0.post1")]
    [InlineData("1.0c", "1.0rc0")]
    [InlineData("1.0preview4", "1.0rc4")]
    [InlineData("1.2.3.4.5.6.7", "1.2.3.4.5.6.7")]
    [InlineData("999999999999999999", "999999999999999999")]
    [InlineData("1.0+20240131123456789012345", "1.0+20240131123456789012345")]
    public void A_version_has_one_normal_form(string written, string normal)
    {
        var version = PythonVersion.Parse(written);

        Assert.Equal(normal, version?.Text);
        Assert.Equal(normal, PythonVersion.Parse(normal)?.Text);
    }

    [Theory]
    [InlineData("1000000000000000000")]
    [InlineData("1.0.dev1000000000000000000")]
    [InlineData("1.0\u017f1")]
    [InlineData("1.0+\u212a")]
    public void What_no_index_has_is_not_read(string text) => Assert.Null(PythonVersion.Parse(text));

    [Fact]
    public void The_epoch_and_five_numbers_are_compared_first()
    {
        var version = PythonVersion.Parse("2!1.2.3.4.5.6")!;

        Assert.Equal<long>([2, 1, 2, 3, 4, 5], version.Release);
        Assert.Equal(new PythonVersionScheme().ReleaseComponents.Count, version.Release.Length);
        Assert.True(version < PythonVersion.Parse("2!1.2.3.4.5.6.0.1.dev0")!);
        Assert.True(version > PythonVersion.Parse("2!1.2.3.4.5.post3")!);
    }

    [Fact]
    public void The_order_is_total()
    {
        var generator = new QuestionGenerator(3);
        var versions = Enumerable.Range(0, 150).Select(_ => PythonVersion.Parse(generator.Next().A)).OfType<PythonVersion>().ToList();

        foreach (var a in versions)
        {
            Assert.True(a.Equals(PythonVersion.Parse(a.Text)));
            foreach (var b in versions)
            {
                Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
                Assert.True(a != b || a.GetHashCode() == b.GetHashCode());
                Assert.DoesNotContain(versions, c => a <= b && b <= c && a > c);
            }
        }
    }

    [Fact]
    public void Versions_of_other_ecosystems_are_refused()
    {
        var scheme = VersionSchemes.Default.Find("python")!;
        var other = VersionSchemes.Default.Find("node")!.ParseVersion("1.0.0")!;

        Assert.Throws<ArgumentException>(() => scheme.Compare(other, other));
        Assert.Throws<ArgumentException>(() => scheme.ParseRange(">=1")!.Admits(other));
    }
}
