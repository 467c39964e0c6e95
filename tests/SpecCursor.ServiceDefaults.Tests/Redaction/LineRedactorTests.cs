using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.ServiceDefaults.Tests.Redaction;

/// <summary>What comes line by line loses the same secrets as what is there at once.</summary>
public sealed class LineRedactorTests
{
    private readonly SecretRedactor _redactor = new();

    public static TheoryData<string> Names => [.. Secrets.Corpus.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Lines_say_what_the_whole_text_says(string name)
    {
        var text = "first\n" + Secrets.Corpus.Single(item => item.Name == name).Text;

        Assert.Equal(_redactor.Redact(text), string.Join('\n', Lines(text)));
    }

    [Theory]
    [InlineData("password:\n  {0}")]
    [InlineData("the password\n=\n\n{0} is it")]
    [InlineData("{{\"client_secret\":\n\"{0}\"}}")]
    [InlineData("Authorization:\nBearer\n{0}")]
    public void Secret_on_a_line_below_its_name_does_not_survive(string format)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Secrets.Password);

        var lines = Lines(text + "\nlast");

        Assert.DoesNotContain(lines, line => line.Contains(Secrets.Password, StringComparison.Ordinal));
        Assert.Equal(_redactor.Redact(text + "\nlast"), string.Join('\n', lines));
    }

    [Fact]
    public void Private_key_ends_with_its_last_line()
    {
        var lines = Lines($"before\nkey: {Secrets.PrivateKey}, it says\nafter\n{Secrets.PrivateKey}\nend");

        Assert.Equal(["before", "key: [redacted private key]", ", it says", "after", "[redacted private key]", "end"], lines);
    }

    [Fact]
    public void Private_key_without_an_end_takes_all_that_follows() =>
        Assert.Equal(["before", "[redacted private key]"], Lines($"before\n{Secrets.CutPrivateKey}\nmore\nand more"));

    [Fact]
    public void Known_secret_is_found_in_each_line()
    {
        var redactor = new LineRedactor(new SecretRedactor([Secrets.Password]));

        Assert.Equal("it is [redacted].", redactor.Redact($"it is {Secrets.Password}."));
        Assert.Equal("[redacted]", redactor.Redact(Secrets.Password));
    }

    private List<string> Lines(string text)
    {
        var redactor = new LineRedactor(_redactor);
        return [.. text.Split('\n').Select(redactor.Redact).OfType<string>()];
    }
}
