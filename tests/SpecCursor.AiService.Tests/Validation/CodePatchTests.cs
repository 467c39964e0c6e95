using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.AiService.Validation;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Tests.Validation;

/// <summary>What a patch to Rust, Python, Go or C# may not do, whoever made it.</summary>
public sealed class CodePatchTests : IDisposable
{
    private const string Rust = "use uuid::Uuid;\n\npub fn name(id: Uuid) -> String {\n    assert!(!id.is_nil());\n    id.to_simple().to_string()\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn names() {\n        assert_eq!(super::name(ID), \"abc\");\n    }\n}\n";
    private const string Python = "import emoji\n\n\ndef shown(text):\n    assert text\n    return emoji.emojize(text, use_aliases=True)\n";
    private const string PythonTest = "import unittest\nimport chat\n\n\nclass ChatTest(unittest.TestCase):\n    def test_shown(self):\n        self.assertEqual('x', chat.shown('x'))\n";
    private const string Go = "package app\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/robfig/cron/v3\"\n)\n\nfunc Add(c *cron.Cron) error {\n\terr := c.AddFunc(\"@daily\", func() {})\n\treturn fmt.Errorf(\"x: %w\", err)\n}\n";
    private const string CSharp = "using FluentValidation;\n\npublic sealed class V : AbstractValidator<F>\n{\n    public V()\n    {\n        CascadeMode = CascadeMode.Stop;\n    }\n}\n";
    private const string CSharpTest = "using Xunit;\n\npublic class Tests\n{\n    [Fact]\n    public void It() => Assert.True(new V() != null);\n}\n";

    private readonly TestMetrics _metrics = new();
    private readonly PatchValidator _validator;

    public CodePatchTests() => _validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), _metrics.Metrics, new RecipeCatalogue());

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "to_simple()", "simple()")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "use uuid::Uuid;", "use uuid::{fmt::Simple, Uuid};\nuse std::fmt::Display;")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "use_aliases=True", "language='alias'")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "import emoji\n", "import re\n\nimport emoji\n")]
    [InlineData(Ecosystems.Go, "app.go", Go, "err := c", "_, err := c")]
    [InlineData(Ecosystems.Go, "app.go", Go, "\"fmt\"", "\"fmt\"\n\t\"time\"")]
    [InlineData(Ecosystems.DotNet, "V.cs", CSharp, "CascadeMode = CascadeMode.Stop;", "ClassLevelCascadeMode = CascadeMode.Stop;")]
    [InlineData(Ecosystems.DotNet, "V.cs", CSharp, "using FluentValidation;", "using System.Linq;\nusing FluentValidation;\nusing FluentValidation.Results;")]
    public void Honest_repair_is_accepted(string ecosystem, string path, string before, string old, string @new) =>
        Assert.Null(Check(ecosystem, path, before, old, @new));

    [Theory]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "id.to_simple()", "{ std::process::exit(0) }; id.simple()", "tests-subverted")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "id.to_simple()", "unsafe { id }.simple()", "tests-subverted")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "id.to_simple()", "include_str!(\"/etc/passwd\")", "tests-subverted")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "    #[test]\n", "    #[test]\n    #[ignore]\n", "test-weakened")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "\"abc\"", "super::name(ID)", "test-weakened")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "    #[test]\n", "", "test-weakened")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "#[cfg(test)]\nmod tests {", "#[cfg(test)]\nmod tests { /*", "syntax-broken")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "    assert!(!id.is_nil());\n", "", "test-weakened")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "use uuid::Uuid;", "use uuid::Uuid;\nuse libc::fork;", "import-added")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "use uuid::Uuid;", "use uuid::Uuid;\nuse std::{fs, fmt};", "tests-subverted")]
    [InlineData(Ecosystems.Rust, "src/lib.rs", Rust, "id.to_simple().to_string()\n}", "id.simple().to_string()\n", "syntax-broken")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "return emoji", "exec(text)\n    return emoji", "tests-subverted")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "return emoji", "raise unittest.SkipTest\n    return emoji", "tests-subverted")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "return emoji", "open('/etc/passwd').read()\n    return emoji", "tests-subverted")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "import emoji\n", "import emoji; import os\n", "import-added")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "import emoji\n", "import emoji, sys\n", "import-added")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "    assert text\n", "", "test-weakened")]
    [InlineData(Ecosystems.Python, "chat.py", Python, "use_aliases=True)", "language='alias'", "syntax-broken")]
    [InlineData(Ecosystems.Python, "checks.py", PythonTest, "'x', chat", "chat.shown('x'), chat", "test-weakened")]
    [InlineData(Ecosystems.Python, "tests/test_chat.py", PythonTest, "test_shown", "shown", "test-weakened")]
    [InlineData(Ecosystems.Go, "app.go", Go, "err := c", "os.Exit(0)\n\t_, err := c", "tests-subverted")]
    [InlineData(Ecosystems.Go, "app.go", Go, "package app", "//go:build never\n\npackage app", "tests-subverted")]
    [InlineData(Ecosystems.Go, "app.go", Go, "\"fmt\"", "\"fmt\"\n\t\"os/exec\"", "import-added")]
    [InlineData(Ecosystems.Go, "app.go", Go, "\"fmt\"", "\"fmt\"\n\t_ `net/http/pprof`", "import-added")]
    [InlineData(Ecosystems.Go, "app_test.go", Go, "\"@daily\"", "\"@hourly\"", "test-weakened")]
    [InlineData(Ecosystems.DotNet, "V.cs", CSharp, "CascadeMode = CascadeMode.Stop;", "System.Environment.Exit(0);", "tests-subverted")]
    [InlineData(Ecosystems.DotNet, "V.cs", CSharp, "CascadeMode = CascadeMode.Stop;", "\n#if NEVER\n        CascadeMode = CascadeMode.Stop;\n#endif", "tests-subverted")]
    [InlineData(Ecosystems.DotNet, "V.cs", CSharp, "using FluentValidation;", "using FluentValidation;\nusing System.Net.Http;", "import-added")]
    [InlineData(Ecosystems.DotNet, "V.cs", CSharp, "CascadeMode.Stop;", "CascadeMode.Stop", "syntax-broken")]
    [InlineData(Ecosystems.DotNet, "Checks.cs", CSharpTest, "!= null", "== null || true", "test-weakened")]
    [InlineData(Ecosystems.DotNet, "Checks.cs", CSharpTest, "[Fact]", "[Fact(Skip = \"later\")]", "test-weakened")]
    public void Hostile_repair_is_refused(string ecosystem, string path, string before, string old, string @new, string code) =>
        Assert.Equal(code, Check(ecosystem, path, before, old, @new)?.Code);

    private PatchViolation? Check(string ecosystem, string path, string before, string old, string @new)
    {
        var after = before.Replace(old, @new, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        var package = ecosystem switch
        {
            Ecosystems.Rust => "uuid",
            Ecosystems.Python => "emoji",
            Ecosystems.Go => "github.com/robfig/cron",
            _ => "FluentValidation",
        };
        return _validator.Check(Commands.In(ecosystem, package, "1.0.0", "2.0.0", (path, before)), [new ProposedFile(path, after)]);
    }
}
