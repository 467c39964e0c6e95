using System.Globalization;
using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Tests.Recipes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.AiService.Validation;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Tests.Validation;

/// <summary>Source that is made to exhaust what reads it: each must be refused or read, and neither end the process nor take long.</summary>
public sealed class HostileSourceTests
{
    public static TheoryData<string, string> Sources => new()
    {
        { "a long sum", string.Concat(Enumerable.Repeat("1+", 30_000)) + "1;\n" },
        { "a long chain", "a" + string.Concat(Enumerable.Repeat(".b", 30_000)) + ";\n" },
        { "deep parentheses", new string('(', 20_000) + "1" + new string(')', 20_000) + ";\n" },
        { "deep arrays", new string('[', 20_000) + new string(']', 20_000) + ";\n" },
        { "deep blocks", new string('{', 5_000) + new string('}', 5_000) + "\n" },
        { "deep functions", string.Concat(Enumerable.Repeat("(()=>", 5_000)) + "1" + new string(')', 5_000) + ";\n" },
        { "many statements", string.Concat(Enumerable.Range(0, 12_000).Select(index => string.Create(CultureInfo.InvariantCulture, $"{index};"))) + "\n" },
        { "an unfinished comment", "/*" + new string('*', 60_000) },
        { "an unfinished template", "`" + string.Concat(Enumerable.Repeat("${`", 5_000)) },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Hostile_source_is_survived(string name, string source)
    {
        Assert.NotEmpty(name);
        using var metrics = new TestMetrics();
        var validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), metrics.Metrics, new RecipeCatalogue());
        var before = $"const uuid = require('uuid/v4');\nconst t = require('node:test');\n{source}";
        var work = Task.Run(() =>
        {
            var repaired = RecipeBench.Apply("uuid", "3.4.0", "9.0.1", "test/a.test.js", before);
            validator.Check(Commands.For("uuid", "3.4.0", "9.0.1", ("test/a.test.js", before)), [new ProposedFile("test/a.test.js", repaired)]);
            validator.Check(Commands.For("uuid", "3.4.0", "9.0.1", ("test/a.test.js", before)), [new ProposedFile("test/a.test.js", before + "1;\n")]);
        });

        await work.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Nested_differences_are_compared_once()
    {
        using var metrics = new TestMetrics();
        var validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), metrics.Metrics, new RecipeCatalogue());
        var before = Nested(60, "assert.ok(1);");

        var violation = validator.Check(
            Commands.For("uuid", "3.4.0", "9.0.1", ("test/a.test.js", before)), [new ProposedFile("test/a.test.js", Nested(60, "assert.ok(2);"))]);

        Assert.Equal("test-weakened", violation?.Code);
    }

    private static string Nested(int depth, string inner) =>
        string.Concat(Enumerable.Range(0, depth).Select(level => string.Create(CultureInfo.InvariantCulture, $"{{ a{level}(); "))) + inner + string.Concat(Enumerable.Repeat(" b(); }", depth)) + "\n";
}
