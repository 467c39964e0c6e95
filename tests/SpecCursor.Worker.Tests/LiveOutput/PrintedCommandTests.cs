using System.Text;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.Worker.LiveOutput;

namespace SpecCursor.Worker.Tests.LiveOutput;

/// <summary>What becomes of a stranger's bytes before anybody sees them.</summary>
public sealed class PrintedCommandTests
{
    private const string Known = "known-secret-of-the-service";

    // Put together here so that no scanner takes the source for a leak.
    private static readonly string Token = "gh" + "p_" + "aB3xZ9kQ7mW2pR5tY8vC1nL4sD6fG0hJ1234";
    private static readonly string KeyBody = string.Concat(Enumerable.Repeat("MIIEvQIBADANBgkqhkiG", 3));
    private static readonly string PrivateKey = $"-----BEGIN RSA {"PRIVATE"} KEY-----\n{KeyBody}\n{KeyBody}\n-----END RSA {"PRIVATE"} KEY-----";

    private readonly OutputBuffer _buffer = new(capacity: 16 * 1024 * 1024);

    [Fact]
    public void Secret_is_never_shown_whatever_the_pieces()
    {
        var random = new Random(2);
        var text = $"start\ntoken {Token} used\ncoloured gh\u001b[31mp_{Token[4..]}\u001b[0m\nhidden gh\0p_{Token[4..]}\npassword:\n  c0rrect-horse-battery\r\n"
            + $"{PrivateKey}\nit is {Known}.\n{new string('-', LineCleaner.MaximumLength - 10)} {Token}\nAuthorization: Bearer {Token}{Token}\nend";
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = Print(bytes, bytes.Length);

        Assert.Equal("start", whole[0]);
        Assert.Equal("end", whole[^1]);
        Assert.All(
            [Token[4..20], KeyBody[..20], "c0rrect", "horse", Known, "\u001b", "\0"],
            secret => Assert.DoesNotContain(whole, line => line.Contains(secret, StringComparison.Ordinal)));
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Assert.Equal(whole, Print(bytes, cut));
        }

        for (var round = 0; round < 100; round++)
        {
            Assert.Equal(whole, Print(bytes, Enumerable.Range(0, 20).Select(_ => random.Next(1, bytes.Length)).Order().ToArray()));
        }
    }

    [Fact]
    public void Secret_that_the_end_of_a_too_long_line_goes_through_is_not_shown()
    {
        // Redaction makes it so short that the cut comes into view.
        var many = string.Concat(Enumerable.Repeat($"{Token} ", LineSplitter.MaximumBytes / (Token.Length + 1) + 1));

        var line = Assert.Single(Print(Encoding.UTF8.GetBytes(many + "\n"), 1000));

        Assert.DoesNotContain(Token[4..10], line, StringComparison.Ordinal);
        Assert.EndsWith("…", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_bounded_and_clean()
    {
        var lines = Print([.. "\u001b[1mbold\u001b[0m\tand \u0007bell\u009b\r\n"u8, 0xFF, (byte)'\n', .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("😀", 5000)))], 1);

        Assert.Equal("bold\tand bell", lines[0]);
        Assert.Equal("\uFFFD", lines[1]);
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", LineCleaner.MaximumLength / 2)) + "…", lines[2]);
    }

    [Fact]
    public void Streams_do_not_break_each_others_lines()
    {
        var command = Command();
        var (output, error) = (command.OpenStream(), command.OpenStream());

        output.Append("one "u8);
        error.Append("error "u8);
        output.Append("line\n"u8);
        error.Append("line\n"u8);
        output.Append("rest"u8);
        output.Complete();
        error.Complete();

        Assert.Equal(["one line", "error line", "rest"], Taken());
    }

    private List<string> Print(byte[] bytes, params int[] cuts)
    {
        var stream = Command().OpenStream();
        var at = 0;
        foreach (var cut in cuts.Append(bytes.Length).Where(cut => cut <= bytes.Length))
        {
            stream.Append(bytes.AsSpan(at, cut - at));
            at = cut;
        }

        stream.Complete();
        return Taken();
    }

    private PrintedCommand Command() => new(_buffer, new SecretRedactor([Known]), UpgradeStep.Test, "npm test");

    private List<string> Taken() => [.. _buffer.Take().SelectMany(batch => batch.Lines)];
}
