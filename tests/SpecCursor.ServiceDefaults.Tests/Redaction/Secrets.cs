namespace SpecCursor.ServiceDefaults.Tests.Redaction;

/// <summary>Real-looking secrets. They are put together here so that no scanner takes the source for a leak.</summary>
internal static class Secrets
{
    public static string GitHubClassic => "gh" + "p_" + Filler(36);

    public static string GitHubServer => "gh" + "s_" + Filler(36);

    public static string GitHubFineGrained => "github" + "_pat_" + Filler(22) + "_" + Filler(59);

    public static string Anthropic => "sk-" + "ant-api03-" + Filler(93) + "-" + Filler(6) + "AA";

    public static string OpenAi => "sk-" + "proj-" + Filler(48);

    public static string Npm => "np" + "m_" + Filler(36);

    public static string PyPi => "py" + "pi-AgEIcHlwaS5vcmc" + Filler(60);

    public static string NuGet => "oy" + "2" + Filler(43).ToLowerInvariant();

    public static string Crates => "ci" + "o" + Filler(32);

    public static string Aws => "AK" + "IA" + Filler(16).ToUpperInvariant();

    public static string Google => "AI" + "za" + Filler(35);

    public static string Slack => "xo" + "xb-" + "123456789012-1234567890123-" + Filler(24);

    public static string SlackWebhook => "https://hooks.slack" + ".com/services/T0000AAAA/B0000BBBB/" + Filler(24);

    public static string Jwt => "ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + "ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0." + Filler(43);

    public static string PrivateKey =>
        "-----BEGIN RSA " + "PRIVATE KEY-----\n" + string.Join('\n', Enumerable.Repeat(Filler(64), 12)) + "\n-----END RSA " + "PRIVATE KEY-----";

    public static string CutPrivateKey => PrivateKey[..300];

    public const string Password = "c0rrect-horse-battery";

    /// <summary>Name, text, and what must not be left of it.</summary>
    public static IEnumerable<(string Name, string Text, string Secret)> Corpus =>
    [
        ("GitHub classic token", $"using {GitHubClassic} now", GitHubClassic),
        ("GitHub server token in an address", $"fatal: https://x-access-token:{GitHubServer}@github.com/a/b.git", GitHubServer),
        ("GitHub fine-grained token", $"({GitHubFineGrained})", GitHubFineGrained),
        ("Anthropic key", $"key {Anthropic}", Anthropic),
        ("Anthropic key in a header", $"x-api-key: {Anthropic}", Anthropic),
        ("OpenAI key", $"OPENAI={OpenAi}", OpenAi),
        ("npm token", $"//registry.npmjs.org/:_authToken={Npm}", Npm),
        ("npm legacy token", "//registry.npmjs.org/:_authToken=0f5b9d7e-1111-4222-8333-444455556666", "0f5b9d7e-1111"),
        ("npm password", $"//registry.npmjs.org/:_password={Password}", Password),
        ("PyPI token", $"TWINE_PASSWORD {PyPi}", PyPi),
        ("NuGet key", $"dotnet nuget push -k {NuGet}", NuGet),
        ("crates.io token", $"cargo login {Crates}", Crates),
        ("AWS key", $"id={Aws}", Aws),
        ("Google key", $"?k={Google}", Google),
        ("Slack token", Slack, Slack),
        ("Slack webhook", $"POST {SlackWebhook}", SlackWebhook[8..]),
        ("JWT", $"jwt {Jwt}.", Jwt),
        ("private key", $"before\n{PrivateKey}\nafter", PrivateKey[40..120]),
        ("private key that was cut", CutPrivateKey, CutPrivateKey[40..120]),
        ("private key in JSON", PrivateKey.Replace("\n", "\\n", StringComparison.Ordinal), PrivateKey[40..90]),
        ("bearer", $"Authorization: Bearer {Filler(40)}", Filler(40)),
        ("bearer in JSON", $"{{\"Authorization\":\"Bearer {Filler(40)}\"}}", Filler(40)),
        ("basic", "authorization: Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA"),
        ("bare bearer", "curl -H 'Bearer 0123456789abcdef0123'", "0123456789abcdef0123"),
        ("connection string", $"Host=db;Username=app;Password={Password};Database=x", Password),
        ("connection string, quoted", $"Host=db;Password=\"{Password};x\";Database=x", Password),
        ("Redis connection string", $"localhost:6379,password={Password},ssl=true", Password),
        ("address with password", $"postgresql://app:{Password}@db:5432/x", Password),
        ("environment", $"SPECCURSOR_WEBHOOK_SECRET={Password}", Password),
        ("environment, exported", $"export MY_API_KEY=\"{Password}\"", Password),
        ("JSON member", $"{{\"apiKey\": \"{Password}\"}}", Password),
        ("escaped JSON member", $"{{\\\"client_secret\\\":\\\"{Password}\\\"}}", Password),
        ("query", $"GET /x?access_token={Password}&y=1", Password),
        ("YAML", $"  db_password: {Password}", Password),
    ];

    /// <summary>Text of the same alphabet each time, without a word in it.</summary>
    private static string Filler(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(index => "aB3xZ9kQ7mW2pR5tY8vC1nL4sD6fG0hJ"[(index * 7 + length) % 32]));
}
