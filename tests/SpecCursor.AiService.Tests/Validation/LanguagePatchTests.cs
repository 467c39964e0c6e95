using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Tests.Recipes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.AiService.Validation;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Tests.Validation;

/// <summary>Patches to Rust, Python, Go and C#: those that pass tests by other means than being right, and those that a repair needs.</summary>
public sealed class LanguagePatchTests : IDisposable
{
    private const string Rust = """
        use uuid::Uuid;

        /// Names a file.
        pub fn name(id: &Uuid) -> String {
            assert!(!id.is_nil());
            format!("{}.json", id.to_simple())
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn is_simple() {
                assert_eq!(name(&Uuid::from_u128(1)).len(), 37);
                assert_eq!(Uuid::from_u128(1).to_simple().to_string().len(), 32);
            }
        }

        """;

    private const string Python = """
        import emoji


        def render(text):
            assert text
            return emoji.emojize(text, use_aliases=True)

        """;

    private const string PythonTest = """
        import emoji
        import pytest
        from shop import render


        def test_render():
            for text in ("a", "b"):
                assert render(text) == text
            assert emoji.emojize(":thumbsup:", use_aliases=True) == "x"

        """;

    private const string Go = """
        package jobs

        import (
        	"fmt"

        	"github.com/robfig/cron"
        )

        func Plan(spec string) error {
        	c := cron.New()
        	if err := c.AddFunc(spec, func() {}); err != nil {
        		return fmt.Errorf("plan: %w", err)
        	}
        	if c == nil {
        		panic("no plan")
        	}
        	return nil
        }

        """;

    private const string GoTest = """
        package jobs

        import (
        	"testing"

        	"github.com/robfig/cron"
        )

        func TestPlan(t *testing.T) {
        	c := cron.New()
        	if err := c.AddFunc("0 30 4 * * *", func() {}); err != nil {
        		t.Fatal(err)
        	}
        }

        """;

    private const string CSharp = """
        using FluentValidation;

        public sealed class OrderValidator : AbstractValidator<Order>
        {
            public OrderValidator(string name)
            {
                ArgumentNullException.ThrowIfNull(name);
                CascadeMode = CascadeMode.Stop;
                RuleFor(order => order.Name).NotEmpty();
            }
        }

        """;

    private const string CSharpTest = """
        using FluentValidation;
        using Xunit;

        public sealed class OrderTests
        {
            [Fact]
            public void Order_has_a_name()
            {
                Assert.False(new OrderValidator("x").Validate(new Order()).IsValid);
                ValidatorOptions.Global.CascadeMode = CascadeMode.Stop;
            }
        }

        """;

    private static readonly Dictionary<string, (string Ecosystem, string Package, string From, string To, string Text)> Files = new()
    {
        ["src/lib.rs"] = (Ecosystems.Rust, "uuid", "0.8.2", "1.23.1", Rust),
        ["shop.py"] = (Ecosystems.Python, "emoji", "1.7.0", "2.14.1", Python),
        ["tests/test_shop.py"] = (Ecosystems.Python, "emoji", "1.7.0", "2.14.1", PythonTest),
        ["checks/shop.py"] = (Ecosystems.Python, "emoji", "1.7.0", "2.14.1", PythonTest),
        ["plan.go"] = (Ecosystems.Go, "github.com/robfig/cron", "v1.2.0", "v3.0.1", Go),
        ["plan_test.go"] = (Ecosystems.Go, "github.com/robfig/cron", "v1.2.0", "v3.0.1", GoTest),
        ["Shop/OrderValidator.cs"] = (Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", CSharp),
        ["Shop/Orders.cs"] = (Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", CSharpTest),
        ["Shop.Tests/Fixture.cs"] = (Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", CSharp),
    };

    private readonly TestMetrics _metrics = new();
    private readonly PatchValidator _validator;

    public LanguagePatchTests() => _validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), _metrics.Metrics, new RecipeCatalogue());

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [InlineData("src/lib.rs", "pub fn name", "use reqwest::get;\npub fn name", "import-added")]
    [InlineData("src/lib.rs", "pub fn name", "extern crate evil;\npub fn name", "import-added")]
    [InlineData("src/lib.rs", "    format!", "    evil::run();\n    format!", "import-added")]
    [InlineData("src/lib.rs", "    format!", "    ::evil::run();\n    format!", "import-added")]
    [InlineData("src/lib.rs", "pub fn name", "use std::{fs, io};\npub fn name", "tests-subverted")]
    [InlineData("src/lib.rs", "    format!", "    std::process::exit(0);\n    format!", "tests-subverted")]
    [InlineData("src/lib.rs", "    format!", "    std::env::var(\"CI\");\n    format!", "tests-subverted")]
    [InlineData("src/lib.rs", "    format!", "    unsafe { x() };\n    format!", "tests-subverted")]
    [InlineData("src/lib.rs", "    format!", "    if cfg!(test) { return String::new(); }\n    format!", "tests-subverted")]
    [InlineData("src/lib.rs", "    format!", "    let s = include_str!(\"x\");\n    format!", "tests-subverted")]
    [InlineData("src/lib.rs", "    format!", "    std::r#process::abort();\n    format!", "tests-subverted")]
    [InlineData("src/lib.rs", "pub fn name", "#[path = \"x.rs\"]\nmod evil;\npub fn name", "tests-subverted")]
    [InlineData("src/lib.rs", "#[test]\n", "", "test-weakened")]
    [InlineData("src/lib.rs", "#[test]", "#[test]\n    #[ignore]", "test-weakened")]
    [InlineData("src/lib.rs", "#[test]", "#[ignore]\n    #[test]", "test-weakened")]
    [InlineData("src/lib.rs", "is_simple", "was_simple", "test-weakened")]
    [InlineData("src/lib.rs", "37", "32", "test-weakened")]
    [InlineData("src/lib.rs", "        assert_eq!(name(&Uuid::from_u128(1)).len(), 37);", "        // assert_eq!(name(&Uuid::from_u128(1)).len(), 37);", "test-weakened")]
    [InlineData("src/lib.rs", "fn is_simple() {", "fn is_simple() { return;", "test-weakened")]
    [InlineData("src/lib.rs", "#[cfg(test)]", "#[cfg(not(test))]", "tests-subverted,test-weakened")]
    [InlineData("src/lib.rs", "#[cfg(test)]", "/* #[cfg(test)] */", "test-weakened")]
    [InlineData("src/lib.rs", "#[cfg(test)]", "stringify! { #[cfg(test)]", "syntax-broken")]
    [InlineData("src/lib.rs", "    assert!(!id.is_nil());\n", "", "test-weakened")]
    [InlineData("src/lib.rs", "id.to_simple())", "id.simple()", "syntax-broken")]
    [InlineData("shop.py", "import emoji", "import emoji\nimport requests", "import-added")]
    [InlineData("shop.py", "import emoji", "import emoji, json, evil as good", "import-added")]
    [InlineData("shop.py", "import emoji", "import emoji; from evil.deep import x", "import-added")]
    [InlineData("shop.py", "    assert text", "    if text: import evil\n    assert text", "import-added")]
    [InlineData("shop.py", "    assert text", "    import \\\n        evil\n    assert text", "import-added")]
    [InlineData("shop.py", "    assert text", "    exit(0)\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    f\"{exit(0)}\"\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    f\"{'#' + eval(text)}\"\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    ｅｖａｌ(text)\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    raise SystemExit\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    __import__('os')\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    ().__class__.__bases__\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    open('x')\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "    assert text", "    try:\n        x()\n    except ValueError:\n        pass\n    assert text", "tests-subverted")]
    [InlineData("shop.py", "import emoji", "# coding: utf-7\nimport emoji", "tests-subverted")]
    [InlineData("shop.py", "def render", "def pytest_runtest_call(item): return None\n\n\ndef render", "tests-subverted")]
    [InlineData("shop.py", "    assert text\n", "", "test-weakened")]
    [InlineData("shop.py", "emojize(text,", "emojize((text,", "syntax-broken")]
    [InlineData("shop.py", "    assert text", "    '''\n    assert text", "syntax-broken")]
    [InlineData("tests/test_shop.py", "def test_render", "def check_render", "test-weakened")]
    [InlineData("tests/test_shop.py", "def test_render", "@mark.slow\ndef test_render", "test-weakened")]
    [InlineData("tests/test_shop.py", "== text", "!= text", "test-weakened")]
    [InlineData("tests/test_shop.py", "    assert emoji", "        assert emoji", "test-weakened")]
    [InlineData("checks/shop.py", "== \"x\"", "is not None", "test-weakened")]
    [InlineData("checks/shop.py", "    assert emoji", "    return\n    assert emoji", "test-weakened")]
    [InlineData("plan.go", "\"fmt\"", "\"fmt\"\n\t\"os\"", "import-added")]
    [InlineData("plan.go", "\"fmt\"", "\"fmt\"\n\t_ \"github.com/evil/evil\"", "import-added")]
    [InlineData("plan.go", "import (", "import \"unsafe\"\nimport (", "import-added")]
    [InlineData("plan.go", "import (", "import x `net/http`\nimport (", "import-added")]
    [InlineData("plan.go", "\tif c == nil", "\tos.Exit(0)\n\tif c == nil", "tests-subverted")]
    [InlineData("plan.go", "\tif c == nil", "\tdefer func() { recover() }()\n\tif c == nil", "tests-subverted")]
    [InlineData("plan.go", "func Plan", "func init() { fmt.Println() }\n\nfunc Plan", "tests-subverted")]
    [InlineData("plan.go", "package jobs", "//go:build never\n\npackage jobs", "tests-subverted")]
    [InlineData("plan.go", "package jobs", "// +build never\n\npackage jobs", "tests-subverted")]
    [InlineData("plan.go", "func Plan", "//go:linkname x runtime.x\nfunc Plan", "tests-subverted")]
    [InlineData("plan.go", "\t\tpanic(\"no plan\")\n", "", "test-weakened")]
    [InlineData("plan.go", "func() {})", "func() {", "syntax-broken")]
    [InlineData("plan_test.go", "\t\tt.Fatal(err)\n", "", "test-weakened")]
    [InlineData("plan_test.go", "\tc := cron.New()", "\tt.Skip()\n\tc := cron.New()", "test-weakened")]
    [InlineData("plan_test.go", "TestPlan", "testPlan", "test-weakened")]
    [InlineData("plan_test.go", "package jobs", "//go:build never\n\npackage jobs", "tests-subverted")]
    [InlineData("plan_test.go", "0 30 4", "0 30 5", "test-weakened")]
    [InlineData("Shop/OrderValidator.cs", "using FluentValidation;", "using FluentValidation;\nusing Evil;", "import-added")]
    [InlineData("Shop/OrderValidator.cs", "using FluentValidation;", "using FluentValidation;\nusing static System.IO.Path;", "import-added")]
    [InlineData("Shop/OrderValidator.cs", "using FluentValidation;", "using FluentValidation;\nusing E = Evil.Thing;", "import-added")]
    [InlineData("Shop/OrderValidator.cs", "using FluentValidation;", "global using Evil;\nusing FluentValidation;", "import-added")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "        Environment.Exit(0);\n        CascadeMode", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "        System.\\u0045nvironment.Exit(0);\n        CascadeMode", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "        var x = $\"{System.@Environment.MachineName}\";\n        CascadeMode", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "        System.IO.File.Delete(name);\n        CascadeMode", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "        typeof(Order).GetField(name);\n        CascadeMode", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "        try { X(); } catch (Exception e) when (e is not null) { }\n        CascadeMode", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "public sealed", "[System.Runtime.InteropServices.DllImport(\"c\")]\npublic sealed", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "#if DEBUG\n        CascadeMode", "syntax-broken")]
    [InlineData("Shop/OrderValidator.cs", "        CascadeMode", "#pragma warning disable\n        CascadeMode", "tests-subverted")]
    [InlineData("Shop/OrderValidator.cs", "        ArgumentNullException.ThrowIfNull(name);\n", "", "test-weakened")]
    [InlineData("Shop/OrderValidator.cs", "CascadeMode.Stop;", "CascadeMode.Stop", "syntax-broken")]
    [InlineData("Shop/Orders.cs", "[Fact]", "[Fact(Skip = \"later\")]", "test-weakened")]
    [InlineData("Shop/Orders.cs", "[Fact]", "", "test-weakened")]
    [InlineData("Shop/Orders.cs", "Assert.False", "Assert.True", "test-weakened")]
    [InlineData("Shop/Orders.cs", "Order_has_a_name()\n    {", "Order_has_a_name()\n    {\n        return;", "test-weakened")]
    [InlineData("Shop.Tests/Fixture.cs", "NotEmpty()", "Empty()", "test-weakened")]
    public void Patch_that_no_repair_needs_is_refused(string path, string old, string replacement, string codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var text = Files[path].Text;
        Assert.Contains(old, text, StringComparison.Ordinal);
        var index = text.IndexOf(old, StringComparison.Ordinal);

        var violation = Check(path, text[..index] + replacement + text[(index + old.Length)..]);

        Assert.Contains(violation?.Code ?? "none", codes.Split(','));
    }

    [Theory]
    [InlineData("src/lib.rs", "id.to_simple())", "id.simple())")]
    [InlineData("src/lib.rs", "Uuid::from_u128(1).to_simple()", "Uuid::from_u128(1).simple()")]
    [InlineData("src/lib.rs", "use uuid::Uuid;", "use std::collections::HashMap;\nuse uuid::{fmt::Simple, Uuid};")]
    [InlineData("src/lib.rs", "    format!", "    let id = crate::other::take(id);\n    format!")]
    [InlineData("shop.py", "use_aliases=True", "language='alias'")]
    [InlineData("shop.py", "import emoji", "import json\nfrom typing import Any\nfrom emoji import emojize\nfrom . import other\nimport emoji")]
    [InlineData("tests/test_shop.py", "use_aliases=True", "language='alias'")]
    [InlineData("plan.go", "if err := c.AddFunc", "if _, err := c.AddFunc")]
    [InlineData("plan.go", "\"fmt\"", "\"errors\"\n\t\"fmt\"")]
    [InlineData("plan.go", "robfig/cron\"", "robfig/cron/v3\"")]
    [InlineData("Shop/OrderValidator.cs", "CascadeMode = CascadeMode.Stop;", "RuleLevelCascadeMode = CascadeMode.Stop;")]
    [InlineData("Shop/OrderValidator.cs", "using FluentValidation;", "using System.Linq;\nusing FluentValidation;\nusing FluentValidation.Results;")]
    [InlineData("Shop/Orders.cs", "ValidatorOptions.Global.CascadeMode = CascadeMode.Stop;", "ValidatorOptions.Global.DefaultClassLevelCascadeMode = CascadeMode.Stop;\n        ValidatorOptions.Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop;")]
    public void Patch_that_a_repair_may_need_is_accepted(string path, string old, string replacement)
    {
        var text = Files[path].Text;
        Assert.Contains(old, text, StringComparison.Ordinal);

        Assert.Null(Check(path, text.Replace(old, replacement, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("src/lib.rs")]
    [InlineData("shop.py")]
    [InlineData("tests/test_shop.py")]
    [InlineData("plan.go")]
    [InlineData("plan_test.go")]
    [InlineData("Shop/OrderValidator.cs")]
    [InlineData("Shop/Orders.cs")]
    public void What_a_recipe_makes_is_accepted(string path)
    {
        var (ecosystem, package, from, to, text) = Files[path];
        var run = RecipeBench.Run(ecosystem, package, from, to, path, text);

        Assert.Empty(run.Unhandled);
        Assert.Null(Check(path, Assert.Single(run.Files).Content));
    }

    [Theory]
    [InlineData("src/a.fs")]
    [InlineData("Pages/Index.razor")]
    public void Language_that_nobody_can_read_is_left_alone(string path)
    {
        var command = Commands.In(Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", (path, "open FluentValidation\n"));

        Assert.Equal("language-unknown", _validator.Check(command, [new ProposedFile(path, "open FluentValidation\nexit 0\n")])?.Code);
    }

    [Theory]
    [InlineData("src/lib.rs", "/// ```\n/// assert_eq!(shop::one(), 1);\n/// ```\npub fn one() -> u32 { 1 }\n", "(), 1", "(), 2")]
    [InlineData("shop.py", "def one():\n    \"\"\"\n    >>> one()\n    1\n    \"\"\"\n    return 1\n", "    1\n    \"", "    2\n    \"")]
    public void Example_in_documentation_is_a_test(string path, string text, string old, string replacement)
    {
        var (ecosystem, package, from, to, _) = Files[path];
        var violation = _validator.Check(
            Commands.In(ecosystem, package, from, to, (path, text)), [new ProposedFile(path, text.Replace(old, replacement, StringComparison.Ordinal))]);

        Assert.Equal("test-weakened", violation?.Code);
    }

    private PatchViolation? Check(string path, string after)
    {
        var (ecosystem, package, from, to, text) = Files[path];
        return _validator.Check(Commands.In(ecosystem, package, from, to, (path, text)), [new ProposedFile(path, after)]);
    }
}
