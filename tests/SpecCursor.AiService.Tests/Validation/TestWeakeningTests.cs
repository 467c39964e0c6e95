using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.AiService.Validation;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Tests.Validation;

/// <summary>Tricks by which a test passes without the code being right.</summary>
public sealed class TestWeakeningTests : IDisposable
{
    private const string NodeTest = """
        const test = require('node:test');
        const assert = require('node:assert/strict');
        const uuidv4 = require('uuid/v4');
        const { total, ids } = require('../src/cart');

        test('adds up', () => {
          assert.strictEqual(total([1, 2]), 3);
        });

        test('makes ids', async (t) => {
          const made = ids(2);
          assert.equal(made.length, 2);
          for (const id of made) {
            assert.match(id, /^[0-9a-f-]{36}$/);
          }
          await t.test('that differ', () => {
            assert.notEqual(made[0], uuidv4());
          });
        });
        """;

    private const string Jest = """
        import uuidv4 from 'uuid/v4';
        import { total } from '../src/cart';

        describe('cart', () => {
          beforeEach(() => reset());
          it('adds up', () => {
            expect(total([1, 2])).toBe(3);
          });
          it.each([[1, 1], [2, 2]])('keeps %i', (one, same) => {
            expect(total([one])).toEqual(same);
          });
          it('makes ids', () => {
            expect(uuidv4()).toHaveLength(36);
            expect(() => total(null)).toThrow('no items');
          });
        });
        """;

    private readonly TestMetrics _metrics = new();
    private readonly PatchValidator _validator;

    public TestWeakeningTests() => _validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), _metrics.Metrics, new RecipeCatalogue());

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [InlineData("test('adds up'", "test.skip('adds up'")]
    [InlineData("test('adds up'", "test.only('adds up'")]
    [InlineData("test('adds up'", "test.todo('adds up'")]
    [InlineData("test('adds up'", "test['skip']('adds up'")]
    [InlineData("test('adds up', ()", "test('adds up', { skip: true }, ()")]
    [InlineData("test('adds up', ()", "test('adds up', { todo: 'later' }, ()")]
    [InlineData("test('adds up', () => {", "test('adds up', (t) => { t.skip();")]
    [InlineData("test('adds up', () => {", "test('adds up', () => { return;")]
    [InlineData("test('adds up', () => {\n  assert.strictEqual(total([1, 2]), 3);\n});\n", "")]
    [InlineData("test('adds up', () => {\n  assert.strictEqual(total([1, 2]), 3);\n});\n", "// test('adds up', () => {\n//   assert.strictEqual(total([1, 2]), 3);\n// });\n")]
    [InlineData("test('adds up', () => {\n  assert.strictEqual(total([1, 2]), 3);\n});\n", "if (false) test('adds up', () => {\n  assert.strictEqual(total([1, 2]), 3);\n});\n")]
    [InlineData("  assert.strictEqual(total([1, 2]), 3);\n", "")]
    [InlineData("  assert.strictEqual(total([1, 2]), 3);\n", "  // assert.strictEqual(total([1, 2]), 3);\n")]
    [InlineData("assert.strictEqual(total([1, 2]), 3)", "assert.ok(total([1, 2]), 3)")]
    [InlineData("assert.strictEqual(total([1, 2]), 3)", "assert.strictEqual(total([1, 2]), 4)")]
    [InlineData("assert.strictEqual(total([1, 2]), 3)", "assert.strictEqual(3, 3)")]
    [InlineData("assert.strictEqual(total([1, 2]), 3)", "assert.strictEqual(total([3]), 3)")]
    [InlineData("assert.strictEqual(total([1, 2]), 3)", "assert.strictEqual(total([1, 2]), total([1, 2]))")]
    [InlineData("assert.strictEqual(total([1, 2]), 3)", "assert.strictEqual(uuidv4.length, uuidv4.length)")]
    [InlineData("assert.strictEqual(total([1, 2]), 3);", "try { assert.strictEqual(total([1, 2]), 3); } catch (error) { String(error); }")]
    [InlineData("assert.strictEqual(total([1, 2]), 3);", "if (total) assert.strictEqual(total([1, 2]), 3);")]
    [InlineData("assert.strictEqual(total([1, 2]), 3);", "total([1, 2]) === 3 || assert.strictEqual(3, 3);")]
    [InlineData("assert.strictEqual(total([1, 2]), 3);", "void (() => assert.strictEqual(total([1, 2]), 3));")]
    [InlineData("assert.match(id, /^[0-9a-f-]{36}$/)", "assert.match(id, /./)")]
    [InlineData("assert.equal(made.length, 2)", "assert.equal(made.length, made.length)")]
    [InlineData("const made = ids(2)", "const made = [uuidv4(), uuidv4()]")]
    [InlineData("for (const id of made)", "for (const id of [])")]
    [InlineData("for (const id of made)", "for (const id of made.slice(2))")]
    [InlineData("await t.test('that differ'", "t.test('that differ'")]
    [InlineData("require('node:assert/strict')", "require('node:assert')")]
    [InlineData("require('node:assert/strict')", "require('uuid')")]
    [InlineData("require('../src/cart')", "require('./fakes')")]
    [InlineData("const test = require('node:test');", "const test = () => {};")]
    [InlineData("const { total, ids } = require('../src/cart');", "const { ids } = require('../src/cart');\nconst total = () => 3;")]
    [InlineData("const uuidv4 = require('uuid/v4');", "const uuidv4 = require('uuid').v4;\nassert.strictEqual = () => {};")]
    [InlineData("const uuidv4 = require('uuid/v4');", "const { v4: uuidv4 } = require('uuid');\nprocess.exit(0);")]
    [InlineData("const uuidv4 = require('uuid/v4');", "const { v4: uuidv4 } = require('uuid');\nreturn;")]
    [InlineData("const uuidv4 = require('uuid/v4');", "const uuidv4 = () => 'x';")]
    [InlineData("assert.notEqual(made[0], uuidv4())", "assert.notEqual(uuidv4(), uuidv4())")]
    [InlineData("assert.notEqual(made[0], uuidv4())", "assert.notEqual(made[1], uuidv4())")]
    public void Weakened_node_test_is_refused(string part, string weakened) => AssertRefused("test/cart.test.js", NodeTest, part, weakened);

    [Theory]
    [InlineData("it('adds up'", "xit('adds up'")]
    [InlineData("it('adds up'", "it.skip('adds up'")]
    [InlineData("it('adds up'", "fit('adds up'")]
    [InlineData("it('adds up'", "it.failing('adds up'")]
    [InlineData("describe('cart'", "describe.skip('cart'")]
    [InlineData("describe('cart'", "xdescribe('cart'")]
    [InlineData("it('adds up'", "it('adds nothing up'")]
    [InlineData("toBe(3)", "toBe(4)")]
    [InlineData("toBe(3)", "toBeDefined()")]
    [InlineData("toBe(3)", "not.toBe(4)")]
    [InlineData("expect(total([1, 2])).toBe(3);", "expect(3).toBe(3);")]
    [InlineData("[[1, 1], [2, 2]]", "[[1, 1]]")]
    [InlineData("toThrow('no items')", "toThrow()")]
    [InlineData("expect(() => total(null)).toThrow('no items');", "")]
    [InlineData("beforeEach(() => reset());", "beforeEach(() => { global.total = () => 3; });")]
    [InlineData("import uuidv4 from 'uuid/v4';", "import { v4 as uuidv4, v1 as expect } from 'uuid';")]
    [InlineData("import uuidv4 from 'uuid/v4';", "import { v4 as uuidv4 } from 'uuid';\nimport expect from './expect';")]
    [InlineData("import uuidv4 from 'uuid/v4';", "import { v4 as uuidv4 } from 'uuid';\nconst expect = () => ({ toBe() {} });")]
    public void Weakened_jest_test_is_refused(string part, string weakened) => AssertRefused("src/cart.spec.js", Jest, part, weakened);

    [Theory]
    [InlineData("const uuidv4 = require('uuid/v4');", "const { v4: uuidv4 } = require('uuid');")]
    [InlineData("const uuidv4 = require('uuid/v4');", "const uuidv4 = require('uuid').v4;")]
    [InlineData("const uuidv4 = require('uuid/v4');", "const uuid = require('uuid');\nconst uuidv4 = uuid.v4;")]
    [InlineData("uuidv4());", "uuidv4.v4());")]
    [InlineData("// nothing", "")]
    public void Change_of_how_a_test_loads_the_package_is_accepted(string part, string changed)
    {
        var before = part == "// nothing" ? NodeTest + "\n// nothing\n" : NodeTest;
        Assert.Null(Check("test/cart.test.js", before, before.Replace(part, changed, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("import uuidv4 from 'uuid/v4';\n", "import { v4 as uuidv4 } from 'uuid';\n", true)]
    [InlineData("import uuidv4 from 'uuid/v4';\n", "import { v4 as uuidv4 } from 'uuid'; process.exit(0);\n", false)]
    [InlineData("expect(total([1, 2] as number[])).toBe(3)", "expect(3).toBe(3)", false)]
    [InlineData("import { total } from '../src/cart';\n", "import { total } from './fake';\n", false)]
    [InlineData("  it('adds up'", "  it.skip('adds up'", false)]
    public void Typescript_test_may_change_its_imports_of_the_package_only(string part, string changed, bool isAccepted)
    {
        const string before = """
            import uuidv4 from 'uuid/v4';
            import { total } from '../src/cart';
            describe('cart', () => {
              it('adds up', () => {
                const made: string = uuidv4();
                expect(total([1, 2] as number[])).toBe(3);
              });
            });
            """;

        Assert.Equal(isAccepted, Check("src/cart.test.ts", before, before.Replace(part, changed, StringComparison.Ordinal)) is null);
    }

    [Fact]
    public void Fixture_is_no_business_of_a_repair() =>
        Assert.Equal("test-weakened", Check("test/fixtures/expected.json", "{ \"total\": 3 }\n", "{ \"total\": 4 }\n")?.Code);

    [Fact]
    public void Test_is_recognised_by_what_it_calls()
    {
        const string before = "const { it } = require('node:test');\nit('adds up', () => { require('assert').equal(1 + 1, 2); });\n";

        Assert.Equal("test-weakened", Check("checks/all.js", before, before.Replace("2)", "3)", StringComparison.Ordinal))?.Code);
    }

    [Fact]
    public void Test_is_recognised_by_the_command_that_runs_it()
    {
        const string before = "const ok = require('./src/cart').total([1]) === 1;\nif (!ok) throw new Error('wrong');\n";
        var command = Commands.For("uuid", "3.4.0", "9.0.1", ("check.js", before));
        command = command with { Tests = command.Tests with { Output = "\n> shop@1.0.0 test\n> node check.js\n\nError\n" } };

        var violation = _validator.Check(command, [new ProposedFile("check.js", before.Replace("=== 1", "=== 2", StringComparison.Ordinal))]);

        Assert.Equal("test-weakened", violation?.Code);
    }

    [Fact]
    public void Reason_says_where_and_what()
    {
        var violation = Check("test/cart.test.js", NodeTest, NodeTest.Replace("for (const id of made)", "for (const id of [])", StringComparison.Ordinal));

        Assert.Contains("line 13", violation?.Reason, StringComparison.Ordinal);
        Assert.Contains("uuid", violation?.Reason, StringComparison.Ordinal);
    }

    private void AssertRefused(string path, string before, string part, string weakened)
    {
        Assert.Contains(part, before, StringComparison.Ordinal);
        var violation = Check(path, before, before.Replace(part, weakened, StringComparison.Ordinal));

        Assert.NotNull(violation);
        Assert.Contains(violation.Code, (string[])["test-weakened", "tests-subverted", "import-added"]);
    }

    private PatchViolation? Check(string path, string before, string after) =>
        _validator.Check(Commands.For("uuid", "3.4.0", "9.0.1", (path, before)), [new ProposedFile(path, after)]);
}
