using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Tests.Recipes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.AiService.Validation;
using SpecCursor.Contracts.Messages;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Tests.Validation;

public sealed class PatchValidatorTests : IDisposable
{
    private const string Source = "const { uuid } = require('./ids');\nmodule.exports = { next: () => uuid() };\n";

    private readonly TestMetrics _metrics = new();
    private readonly PatchValidator _validator;

    public PatchValidatorTests() => _validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), _metrics.Metrics, new RecipeCatalogue());

    public static TheoryData<RecipeCase> RecipeOutputs => [.. RecipeCases.All];

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [MemberData(nameof(RecipeOutputs))]
    public void What_a_recipe_makes_of_a_test_is_accepted(RecipeCase broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        var (before, after) = PackagePins.All[broken.Package];
        var path = $"test/{broken.FileName}";
        var repaired = RecipeBench.Apply(broken.Package, before, after, path, broken.Text);

        Assert.NotEqual(broken.Text, repaired);
        Assert.Null(Check(Commands.For(broken.Package, before, after, (path, broken.Text)), (path, repaired)));
    }

    [Theory]
    [InlineData("../outside.js", "path-traversal", "path_traversal")]
    [InlineData("src/../../etc/passwd", "path-traversal", "path_traversal")]
    [InlineData("/etc/passwd", "path-traversal", "path_traversal")]
    [InlineData("src\\a.js", "path-traversal", "path_traversal")]
    [InlineData("c:/a.js", "path-traversal", "path_traversal")]
    [InlineData("src//a.js", "path-traversal", "path_traversal")]
    [InlineData("src/a\u0000.js", "path-traversal", "path_traversal")]
    [InlineData("src/b.js", "path-out-of-scope", "patch_out_of_scope")]
    [InlineData("SRC/a.js", "path-out-of-scope", "patch_out_of_scope")]
    [InlineData("package.json", "path-protected", "patch_out_of_scope")]
    [InlineData("packages/x/package.json", "path-protected", "patch_out_of_scope")]
    [InlineData("package-lock.json", "path-protected", "patch_out_of_scope")]
    [InlineData(".github/workflows/ci.yml", "path-protected", "patch_out_of_scope")]
    [InlineData(".git/hooks/pre-commit", "path-protected", "patch_out_of_scope")]
    [InlineData(".npmrc", "path-protected", "patch_out_of_scope")]
    [InlineData(".mocharc.js", "path-protected", "patch_out_of_scope")]
    [InlineData(".gitlab-ci.yml", "path-protected", "patch_out_of_scope")]
    [InlineData("jest.config.js", "path-protected", "patch_out_of_scope")]
    [InlineData("jest.setup.ts", "path-protected", "patch_out_of_scope")]
    [InlineData("vitest.config.mts", "path-protected", "patch_out_of_scope")]
    [InlineData("tsconfig.test.json", "path-protected", "patch_out_of_scope")]
    [InlineData("node_modules/uuid/index.js", "path-protected", "patch_out_of_scope")]
    [InlineData("test/__snapshots__/a.snap", "path-protected", "patch_out_of_scope")]
    [InlineData("Dockerfile", "path-protected", "patch_out_of_scope")]
    public void Patch_that_leaves_its_scope_is_refused_and_counted(string path, string code, string kind)
    {
        var violation = Check(Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", Source)), (path, "x"));

        Assert.Equal(code, violation?.Code);
        Assert.Contains($"speccursor.suspicious_activity{{{kind}}} 1", _metrics.Measurements);
    }

    [Fact]
    public void Protected_file_is_refused_even_where_it_was_given()
    {
        var violation = Check(Commands.For("uuid", "3.4.0", "9.0.1", ("package.json", "{}")), ("package.json", "{ }"));

        Assert.Equal("path-protected", violation?.Code);
    }

    [Fact]
    public void Patch_that_changes_nothing_is_refused() =>
        Assert.Equal("patch-empty", Check(Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", Source)), ("src/a.js", Source))?.Code);

    [Fact]
    public void Same_file_twice_is_refused() =>
        Assert.Equal("path-repeated", Check(Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", Source)), ("src/a.js", "1"), ("src/a.js", "2"))?.Code);

    [Fact]
    public void Patch_of_too_many_files_lines_or_bytes_is_refused()
    {
        (string Path, string Content)[] many = [.. Enumerable.Range(0, 21).Select(index => ($"src/{index}.js", "1;\n"))];
        Assert.Equal("patch-too-large", Check(Commands.For("uuid", "3.4.0", "9.0.1", many), [.. many.Select(file => (file.Path, "2;\n"))])?.Code);

        var one = Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", "1;\n"));
        Assert.Equal("patch-too-large", Check(one, ("src/a.js", string.Concat(Enumerable.Repeat("2;\n", 401))))?.Code);
        Assert.Equal("patch-too-large", Check(one, ("src/a.js", $"'{new string('x', 65 * 1024)}';\n"))?.Code);
        Assert.Null(Check(one, ("src/a.js", string.Concat(Enumerable.Repeat("2;\n", 399)))));
    }

    [Theory]
    [InlineData("const uuid = ;", "syntax-broken")]
    [InlineData("const key = 'sk-ant-" + "api03-Qm9vbGVhbkxvZ2ljMTIzNDU2Nzg5MA';", "secret-added")]
    [InlineData("const key = '[redacted API key]';", "secret-hidden")]
    [InlineData("const http = require('http');", "import-added")]
    [InlineData("const left = require('left-pad');", "import-added")]
    [InlineData("const { execSync } = require('node:child_process');", "import-added")]
    [InlineData("const fs = require('fs');", "import-added")]
    [InlineData("const x = require('../../../outside');", "import-added")]
    [InlineData("const x = require('./node_modules/../../x');\nrequire(name);", "import-added")]
    [InlineData("const load = (name) => import(name);", "import-added")]
    [InlineData("process.exit(0);", "tests-subverted")]
    [InlineData("process['exit'](0);", "tests-subverted")]
    [InlineData("process[name](0);", "tests-subverted")]
    [InlineData("const { exit } = process;", "tests-subverted")]
    [InlineData("const p = process;", "tests-subverted")]
    [InlineData("process.exitCode = 0;", "tests-subverted")]
    [InlineData("process.on('exit', () => {});", "tests-subverted")]
    [InlineData("process.on('uncaughtException', () => {});", "tests-subverted")]
    [InlineData("if (process.env.NODE_ENV === 'test') module.exports = {};", "tests-subverted")]
    [InlineData("if (process.argv[1].includes('test')) module.exports = {};", "tests-subverted")]
    [InlineData("require('assert').strictEqual = () => {};", "tests-subverted")]
    [InlineData("const assert = require('assert');\nassert.ok = () => {};", "tests-subverted")]
    [InlineData("const assert = require('assert');\nObject.assign(assert, { ok() {} });", "tests-subverted")]
    [InlineData("Object.defineProperty(Object, 'is', { value: () => true });", "tests-subverted")]
    [InlineData("it = () => {};", "tests-subverted")]
    [InlineData("globalThis.expect = () => {};", "tests-subverted")]
    [InlineData("const g = global;", "tests-subverted")]
    [InlineData("Array.prototype.map = () => [];", "tests-subverted")]
    [InlineData("JSON.parse = () => ({});", "tests-subverted")]
    [InlineData("require.cache[require.resolve('assert')] = { exports: () => {} };", "tests-subverted")]
    [InlineData("const r = require;", "tests-subverted")]
    [InlineData("eval('process.exit(0)');", "tests-subverted")]
    [InlineData("new Function('return process')();", "tests-subverted")]
    [InlineData("try { next(); } catch { }", "tests-subverted")]
    public void Code_that_does_what_no_repair_needs_is_refused(string addition, string code)
    {
        var violation = Check(Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", Source)), ("src/a.js", Source + addition + "\n"));

        Assert.Equal(code, violation?.Code);
    }

    [Theory]
    [InlineData("const { v4 } = require('uuid');")]
    [InlineData("const { validate } = require('uuid/validate');")]
    [InlineData("const { promisify } = require('node:util');")]
    [InlineData("const { randomUUID } = require('crypto');")]
    [InlineData("const other = require('./other');")]
    [InlineData("try { next(); } catch (error) { throw new Error('no id', { cause: error }); }")]
    [InlineData("module.exports.more = 1;")]
    public void Code_that_a_repair_may_need_is_accepted(string addition) =>
        Assert.Null(Check(Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", Source)), ("src/a.js", Source + addition + "\n")));

    [Theory]
    [InlineData("import evil from 'evil';", "import-added")]
    [InlineData("const evil = await import(name as string);", "import-added")]
    [InlineData("process.exit(0);", "tests-subverted")]
    [InlineData("(globalThis as any).expect = () => ({});", "tests-subverted")]
    [InlineData("try { next(); } catch (error) {}", "tests-subverted")]
    [InlineData("Array.prototype.map = () => [];", "tests-subverted")]
    [InlineData("const { v4 } = require('uuid');", null)]
    [InlineData("try { next(); } catch (error) { throw new Error('no id'); }", null)]
    public void Typescript_is_judged_by_what_it_says(string addition, string? code)
    {
        const string before = "import { next } from './ids';\nconst text: Array<string> = @decorated ` [next()];\n";

        Assert.Equal(code, Check(Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.ts", before)), ("src/a.ts", before + addition + "\n"))?.Code);
    }

    [Fact]
    public void What_stands_in_the_code_already_may_stay()
    {
        const string before = "const id = require('uuid/v4');\nif (!id()) process.exit(1);\ntry { id(); } catch {}\n";

        Assert.Null(Check(
            Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", before)), ("src/a.js", before.Replace("'uuid/v4')", "'uuid').v4", StringComparison.Ordinal))));
    }

    [Fact]
    public void Assertion_in_the_code_itself_is_kept()
    {
        const string before = "const assert = require('assert');\nmodule.exports = (x) => { assert(x > 0); return x; };\n";

        var violation = Check(
            Commands.For("uuid", "3.4.0", "9.0.1", ("src/a.js", before)), ("src/a.js", before.Replace("assert(x > 0); ", string.Empty, StringComparison.Ordinal)));

        Assert.Equal("test-weakened", violation?.Code);
    }

    private PatchViolation? Check(GeneratePatch command, params (string Path, string Content)[] files) =>
        _validator.Check(command, [.. files.Select(file => new ProposedFile(file.Path, file.Content))]);
}
