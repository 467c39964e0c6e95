using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>Code of other languages that a release breaks, and what recipes make of it. Real compilers judge the samples, in the application's tests.</summary>
public sealed record CodeRecipeCase(string Ecosystem, string Package, string From, string To, string Path, string Before, string After)
{
    public override string ToString() => $"{Package}: {Before.ReplaceLineEndings(" ")[..Math.Min(60, Before.Length)]}";
}

/// <summary>All of them.</summary>
internal static class CodeRecipeCases
{
    private const string Cron = "github.com/robfig/cron";
    private const string Options = "cron.WithSeconds(), cron.WithChain(cron.Recover(cron.DefaultLogger))";

    public static IReadOnlyList<CodeRecipeCase> Repaired { get; } =
    [
        Rust("use uuid::Uuid;\nfn a(id: Uuid) -> String { id.to_simple().to_string() }\n", "use uuid::Uuid;\nfn a(id: Uuid) -> String { id.simple().to_string() }\n"),
        Rust(
            "use uuid::Uuid; // to_simple\nconst T: &str = r#\".to_simple()\"#;\nfn a(id: &Uuid) -> String { ids.iter().map(Uuid::to_hyphenated_ref).count(); /* id.to_urn() /* nested */ */ id\n    .to_urn()\n    .to_string() }\n",
            "use uuid::Uuid; // to_simple\nconst T: &str = r#\".to_simple()\"#;\nfn a(id: &Uuid) -> String { ids.iter().map(Uuid::as_hyphenated).count(); /* id.to_urn() /* nested */ */ id\n    .urn()\n    .to_string() }\n"),
        Rust("fn a<'a>(id: &'a ::uuid::Uuid) -> char { id.to_urn_ref(); '\"' }\n", "fn a<'a>(id: &'a ::uuid::Uuid) -> char { id.as_urn(); '\"' }\n"),
        Python("import emoji\nx = emoji.emojize(t, use_aliases=True)\n", "import emoji\nx = emoji.emojize(t, language='alias')\n"),
        Python("from emoji import demojize as d, demojize\nx = demojize(f(a, b), use_aliases = True, delimiters=('', ''))\n", "from emoji import demojize as d, demojize\nx = demojize(f(a, b), language = 'alias', delimiters=('', ''))\n"),
        Python("import emoji\nx = emoji.emojize(\n    t,\n    use_aliases=False,  # no\n)\ny = emoji.emojize(use_aliases=False, string=t)\n", "import emoji\nx = emoji.emojize(\n    t,  # no\n)\ny = emoji.emojize( string=t)\n"),
        Python("import os, emoji\n'''\nemoji.emojize(t, use_aliases=True)\n'''\nz = emoji.emojize(g(use_aliases=True), use_aliases=True)\n", "import os, emoji\n'''\nemoji.emojize(t, use_aliases=True)\n'''\nz = emoji.emojize(g(use_aliases=True), language='alias')\n"),
        Go("c := cron.New()\n\tif err := c.AddFunc(s, f); err != nil {\n\t\treturn err\n\t}\n\tc.AddFunc(s, f)\n", $"c := cron.New({Options})\n\tif _, err := c.AddFunc(s, f); err != nil {{\n\t\treturn err\n\t}}\n\tc.AddFunc(s, f)\n"),
        Go("c := cron.NewWithLocation(place(\"a\"))\n\terr = a.b.c.AddJob(s, f)\n\t// cron.New()\n\t_ = `cron.New()`\n", $"c := cron.New({Options}, cron.WithLocation(place(\"a\")))\n\t_, err = a.b.c.AddJob(s, f)\n\t// cron.New()\n\t_ = `cron.New()`\n"),
        new(
            Ecosystems.Go, Cron, "v1.2.0", "v3.0.1", "main.go", "package main\n\nimport jobs \"github.com/robfig/cron/v3\"\n\nvar c = jobs.New()\n",
            "package main\n\nimport jobs \"github.com/robfig/cron/v3\"\n\nvar c = jobs.New(jobs.WithSeconds(), jobs.WithChain(jobs.Recover(jobs.DefaultLogger)))\n"),
        CSharp("class V : AbstractValidator<F>\n{\n    public V()\n    {\n        CascadeMode = CascadeMode.Stop;\n        RuleFor(f => f.A);\n    }\n}\n", "class V : AbstractValidator<F>\n{\n    public V()\n    {\n        ClassLevelCascadeMode = CascadeMode.Stop;\n        RuleLevelCascadeMode = CascadeMode.Stop;\n        RuleFor(f => f.A);\n    }\n}\n"),
        CSharp("class V : FluentValidation.AbstractValidator<F> {\r\n\tV() {\r\n\t\tthis.CascadeMode = FluentValidation.CascadeMode.Continue; // CascadeMode = CascadeMode.Stop;\r\n\t}\r\n}\r\n", "class V : FluentValidation.AbstractValidator<F> {\r\n\tV() {\r\n\t\tthis.ClassLevelCascadeMode = FluentValidation.CascadeMode.Continue;\r\n\t\tthis.RuleLevelCascadeMode = FluentValidation.CascadeMode.Continue; // CascadeMode = CascadeMode.Stop;\r\n\t}\r\n}\r\n"),
    ];

    public static IReadOnlyList<CodeRecipeCase> LeftAlone { get; } =
    [
        Rust("fn a(name: Name) -> String { name.to_simple() }\n"),
        Python("def emojize(text, use_aliases=True):\n    return text\n"),
        Python("import emoji\nx = other(t, use_aliases=True)\nuse_aliases = True\n"),
        new(Ecosystems.Go, Cron, "v1.2.0", "v3.0.1", "main.go", "package main\n\nimport cron \"example.org/other/cron\"\n\nvar c = cron.New()\n", string.Empty),
        CSharp("class Settings : Base\n{\n    Settings() { CascadeMode = CascadeMode.Stop; }\n}\n"),
    ];

    /// <summary>What recipes say that they can't do.</summary>
    public static IReadOnlyList<CodeRecipeCase> Declined { get; } =
    [
        Rust("use uuid::Uuid;\nimpl Named for Uuid { fn to_simple(&self) -> String { self.to_simple() } }\n"),
        Python("import emoji\nx = emoji.emojize(t, use_aliases=wanted)\n"),
        Python("import emoji\nx = emoji.demojize(t, use_aliases=True, language='de')\n"),
        Go("s, err := cron.Parse(spec)\n"),
        Go("return c.AddFunc(s, f)\n"),
        CSharp("class V : AbstractValidator<F>\n{\n    V(CascadeMode mode) { CascadeMode = mode; }\n}\n"),
        CSharp("class V : AbstractValidator<F>\n{\n    V() { CascadeMode = CascadeMode.StopOnFirstFailure; }\n}\n"),
    ];

    private static CodeRecipeCase Rust(string before, string after = "") => new(Ecosystems.Rust, "uuid", "0.8.2", "1.10.0", "src/lib.rs", before, after);

    private static CodeRecipeCase Python(string before, string after = "") => new(Ecosystems.Python, "emoji", "1.7.0", "2.14.1", "chat.py", before, after);

    private static CodeRecipeCase Go(string before, string after = "") => new(Ecosystems.Go, Cron, "v1.2.0", "v3.0.1", "main.go", Around(before), after.Length == 0 ? after : Around(after));

    private static CodeRecipeCase CSharp(string before, string after = "") => new(Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", "V.cs", before, after);

    private static string Around(string body) => $"package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/robfig/cron/v3\"\n)\n\nfunc run() error {{\n\t{body}}}\n";
}
