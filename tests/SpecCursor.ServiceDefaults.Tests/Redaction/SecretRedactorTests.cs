using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.ServiceDefaults.Tests.Redaction;

public sealed class SecretRedactorTests
{
    private readonly SecretRedactor _redactor = new();

    public static TheoryData<string> Names => [.. Secrets.Corpus.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Secret_does_not_survive(string name)
    {
        var (_, text, secret) = Secrets.Corpus.Single(item => item.Name == name);

        var redacted = _redactor.Redact(text);

        Assert.DoesNotContain(secret, redacted, StringComparison.Ordinal);
        Assert.Contains("[redacted", redacted, StringComparison.Ordinal);
        Assert.True(_redactor.ContainsSecret(text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Redacted_text_stays_as_it_is(string name)
    {
        var redacted = _redactor.Redact(Secrets.Corpus.Single(item => item.Name == name).Text);

        Assert.Equal(redacted, _redactor.Redact(redacted));
        Assert.False(_redactor.ContainsSecret(redacted));
    }

    [Theory]
    [InlineData("Upgrade 0192f6c4-7b1a-7c3e-9d55-1f2e3d4c5b6a of uuid from 3.4.0 to 9.0.1 completed in 12 s")]
    [InlineData("\"integrity\": \"sha512-b+1eJOlsR9K8HJpow9Ok3fiWOWSIcIzXodvv0rQjVoOVNpWMpxf1wZNpt4y9h10odCNrqnYp1OBzRktckBe3sA==\"")]
    [InlineData("commit 9fceb02d0ae598e95dc970b74767f19372d61af8 on branch speccursor/node/uuid-9.0.1")]
    [InlineData("SyntaxError: Unexpected token: string (1:4)")]
    [InlineData("Unexpected token } in JSON at position 12")]
    [InlineData("1200 input tokens, max_tokens: 4096")]
    [InlineData("https://registry.npmjs.org/@scope/package/-/package-1.0.0.tgz")]
    [InlineData("https://user@example.org:8443/path?a=b")]
    [InlineData("Basic authentication is required; bearer tokens are not accepted")]
    [InlineData("npm_config_cache and npm_lifecycle_event are set")]
    [InlineData("task-runner risk-assessment disk-usage")]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("The password must have at least twelve characters")]
    [InlineData("keys: a, b")]
    [InlineData("")]
    public void Ordinary_text_is_left_alone(string text)
    {
        Assert.Same(text, _redactor.Redact(text));
        Assert.False(_redactor.ContainsSecret(text));
    }

    [Fact]
    public void What_surrounds_a_secret_stays_readable()
    {
        Assert.Equal(
            "Host=db;Username=app;Password=[redacted];Database=x", _redactor.Redact($"Host=db;Username=app;Password={Secrets.Password};Database=x"));
        Assert.Equal("before\n[redacted private key]\nafter", _redactor.Redact($"before\n{Secrets.PrivateKey}\nafter"));
        Assert.Equal("push with [redacted GitHub token], then wait", _redactor.Redact($"push with {Secrets.GitHubClassic}, then wait"));
    }

    [Fact]
    public void Known_values_are_found_whatever_they_look_like()
    {
        var redactor = new SecretRedactor(["plain words as a secret", "plain words as a secret, and more", "short"]);

        Assert.Equal("<[redacted]>", redactor.Redact("<plain words as a secret, and more>"));
        Assert.Equal("a short <[redacted]>", redactor.Redact("a short <plain words as a secret>"));
    }

    [Fact]
    public void Text_is_shortened_after_redaction_and_never_in_a_secret()
    {
        var secret = Secrets.GitHubClassic;
        for (var maximum = 0; maximum < 60; maximum++)
        {
            var redacted = _redactor.Redact(new string('a', 20) + ' ' + secret, maximum);

            Assert.DoesNotContain(secret[..8], redacted, StringComparison.Ordinal);
            Assert.InRange(redacted.Length, 0, maximum + 1);
        }
    }

    [Fact]
    public void Secret_at_the_end_of_what_is_examined_is_not_shown_in_half()
    {
        var secret = Secrets.Anthropic;
        for (var length = 4060; length < 4110; length++)
        {
            // The private key shrinks, so that what follows moves up into what is kept.
            var text = Secrets.PrivateKey + new string('x', length - Secrets.PrivateKey.Length) + ' ' + secret + new string('y', 10_000);

            Assert.DoesNotContain("sk-", _redactor.Redact(text, 4000), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("://a:")]
    [InlineData("password=")]
    [InlineData("eyJ")]
    [InlineData("a.a_a-")]
    [InlineData("authorization: ")]
    public void Text_made_to_be_slow_ends(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 200_000 / unit.Length)) + " token";

        Assert.NotNull(_redactor.Redact(text));
    }
}
