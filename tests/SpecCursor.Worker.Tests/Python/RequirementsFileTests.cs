using System.Text;
using SpecCursor.Worker.Ecosystems.Python;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Python;

public sealed class RequirementsFileTests
{
    [Theory]
    [InlineData("a", "a", "", "", "")]
    [InlineData(" A.b_C [x, y] >= 1 , <2 ; os_name == 'nt'", "A.b_C", "x, y", ">= 1 , <2", "os_name == 'nt'")]
    [InlineData("a(>=1)", "a", "", ">=1", "")]
    [InlineData("a ( ) ;m", "a", "", "", "m")]
    [InlineData("a~=1.0;m", "a", "", "~=1.0", "m")]
    public void Requirement_is_read(string text, string name, string extras, string constraint, string marker)
    {
        var requirement = Requirement.Parse(text)!;

        Assert.Equal((name, extras, constraint, marker, false), (requirement.Name, requirement.Extras, requirement.Constraint, requirement.Marker, requirement.IsDirect));
        Assert.Equal(constraint, text.Substring(requirement.ConstraintStart, constraint.Length));
    }

    [Theory]
    [InlineData("./a")]
    [InlineData("https://example.org/a.whl")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a (>=1")]
    [InlineData("a (>=1) x")]
    [InlineData("")]
    [InlineData("-a")]
    public void Other_text_is_none(string text) => Assert.Null(Requirement.Parse(text));

    [Fact]
    public void Address_is_told_from_its_marker()
    {
        var requirement = Requirement.Parse("a[x] @ https://example.org/a;b.whl ; os_name == 'nt'")!;

        Assert.Equal((true, "os_name == 'nt'"), (requirement.IsDirect, requirement.Marker));
    }

    [Fact]
    public void Lines_are_joined_as_pip_joins_them()
    {
        var file = Parse("a==1 \\\n  ; m # c \\\nb==2 # x\n# c \\\nd==3\ne \\\n# c\nf==4\\");

        // The comment that a backslash ends is over with the line that it would go on in.
        Assert.Equal([("a", "==1"), ("d", "==3"), ("e", ""), ("f", "==4")], file.Requirements.Select(declared => (declared.Name, declared.Requirement.Constraint)));
    }

    [Fact]
    public void Options_are_read_by_any_of_their_names()
    {
        var file = Parse("-r a.txt\n-ra.txt\n--requirement=\"b c.txt\"\n--requirem d.txt\n-i https://x --extra-index-url=https://y --pre\n-c c.txt # -r no.txt\n--trusted h\n");

        Assert.Equal(
            ["--requirement a.txt", "--requirement a.txt", "--requirement b c.txt", "--requirement d.txt", "--index-url https://x", "--extra-index-url https://y", "--pre ", "--constraint c.txt", "--trusted-host h"],
            file.Options.Select(option => $"{option.Name} {option.Value}"));
    }

    [Fact]
    public void Hashes_are_found_behind_the_requirement()
    {
        const string text = "\u00e9 # no\na==1 ; m \\\n --hash=sha256:00 --hash sha256:11 # end\nb==1\n";
        var bytes = Encoding.UTF8.GetBytes(text);
        var file = RequirementsFile.Parse("requirements.txt", bytes);

        var hashes = file.Requirements.Single(declared => declared.Name == "a").Hashes!.Value;

        Assert.Equal("--hash=sha256:00 --hash sha256:11", Encoding.UTF8.GetString(bytes[hashes]));
        Assert.Null(file.Requirements.Single(declared => declared.Name == "b").Hashes);
    }

    [Fact]
    public void More_requirements_than_anyone_has_are_refused() =>
        Assert.Equal(FailureCodes.InvalidManifest, Assert.Throws<StepFailedException>(() => Parse(string.Concat(Enumerable.Repeat("a\n", 50_001)))).Failure.Code);

    private static RequirementsFile Parse(string text) => RequirementsFile.Parse("requirements.txt", Encoding.UTF8.GetBytes(text));
}
