using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.AiService.Validation;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Tests.Validation;

/// <summary>Ways to the process, the environment and the modules of the language, which stay closed; and what only is called so, which is nobody's business.</summary>
public sealed class SubversionCorpusTests : IDisposable
{
    private const string JavaScript = "const { uuid } = require('./ids');\nconst assert = require('assert');\nmodule.exports = { next: () => uuid() };\n";

    private const string Rust = "use std::env;\nuse uuid::Uuid;\n\npub fn name(id: Uuid) -> String {\n    id.to_simple().to_string()\n}\n";

    private readonly TestMetrics _metrics = new();
    private readonly PatchValidator _validator;

    public SubversionCorpusTests() => _validator = new PatchValidator(new ValidationOptions(), new SecretRedactor(), _metrics.Metrics, new RecipeCatalogue());

    public void Dispose() => _metrics.Dispose();

    [Theory]
    [InlineData("process.exit(0);")]
    [InlineData("pr\\u006fcess.exit(0);")]
    [InlineData("(process).exit(0);")]
    [InlineData("((process)['exit'])(0);")]
    [InlineData("process?.exit(0);")]
    [InlineData("process[`exit`](0);")]
    [InlineData("process.getBuiltinModule('fs');")]
    [InlineData("process.setUncaughtExceptionCaptureCallback(() => {});")]
    [InlineData("process._linkedBinding('fs');")]
    [InlineData("process.dlopen(module, 'x.node');")]
    [InlineData("process.off('exit', next);")]
    [InlineData("process.env.CI;")]
    [InlineData("const { env } = process;")]
    [InlineData("const { env = 1 } = process;")]
    [InlineData("const all = { process };")]
    [InlineData("next(process);")]
    [InlineData("const { v4 = process } = {};")]
    [InlineData("const text = `${process.env.CI}`;")]
    [InlineData("function f(a = process.exit(0)) { var process; }")]
    [InlineData("const f = (a = process.exit(0)) => { var process; };")]
    [InlineData("const f = ({ a = process.exit(0) }) => { function process() {} };")]
    [InlineData("switch (process.exit(0)) { case 0: let process; }")]
    [InlineData("switch (process) { case 0: let process; }")]
    [InlineData("'use strict'; { function process() {} } process.exit(0);")]
    [InlineData("{ async function process() {} } process.exit(0);")]
    [InlineData("{ let process; { function process() {} } } process.exit(0);")]
    [InlineData("{ const process = 1; } process.exit(0);")]
    [InlineData("((process) => 1)(0); process.exit(0);")]
    [InlineData("(function () { return this; })().process.exit(0);")]
    [InlineData("(function () { this.process.exit(0); })();")]
    [InlineData("(function () { const p = this.process; p.exit(0); })();")]
    [InlineData("(function () { return this.globalThis; })();")]
    [InlineData("globalThis.process.exit(0);")]
    [InlineData("const { process: p } = globalThis;")]
    [InlineData("Function('return process')();")]
    [InlineData("const F = Function;")]
    [InlineData("new (Function)('return process')();")]
    [InlineData("Reflect.construct(Function, ['return process'])();")]
    [InlineData("(() => {}).constructor('return process')();")]
    [InlineData("const F = (() => {}).constructor;")]
    [InlineData("const F = (() => {})['constructor'];")]
    [InlineData("const { constructor: F } = () => {};")]
    [InlineData("const { ['constructor']: F } = () => {};")]
    [InlineData("(0, eval)('process.exit(0)');")]
    [InlineData("const e = eval;")]
    [InlineData("eval?.('1');")]
    [InlineData("module.constructor._load('fs');")]
    [InlineData("module.require('./x');")]
    [InlineData("require.main.require('fs');")]
    [InlineData("module.parent.require('fs');")]
    [InlineData("const m = module;")]
    [InlineData("require.cache = {};")]
    [InlineData("const r = (require);")]
    [InlineData("[].__proto__.map = () => [];")]
    [InlineData("Object.getPrototypeOf([]).map = () => [];")]
    [InlineData("const P = Array.prototype; P.map = () => [];")]
    [InlineData("[].__defineGetter__('length', () => 0);")]
    [InlineData("const a = assert; a.ok = () => {};")]
    [InlineData("assert['ok'] = () => {};")]
    [InlineData("try { next(); } catch { ; }")]
    [InlineData("next().catch(() => {});")]
    [InlineData("next().catch(function () { ; });")]
    public void Way_out_of_JavaScript_is_refused(string addition) =>
        Assert.Equal("tests-subverted", Check(Ecosystems.Node, "uuid", "src/a.js", JavaScript, JavaScript + addition + "\n")?.Code);

    [Theory]
    [InlineData("(require)('fs');", "tests-subverted")]
    [InlineData("((require))('fs');", "tests-subverted")]
    [InlineData("require.call(null, 'fs');", "tests-subverted")]
    [InlineData("new require('fs');", "tests-subverted")]
    [InlineData("require`fs`;", "tests-subverted")]
    [InlineData("(0, require)('fs');", "tests-subverted")]
    [InlineData("require?.('fs');", "import-added")]
    [InlineData("require('fs', 1);", "import-added")]
    [InlineData("require(`fs`);", "import-added")]
    [InlineData("{ async function require() {} } require('fs');", "import-added")]
    [InlineData("function f(a = require('fs')) { var require; }", "import-added")]
    [InlineData("switch (require('fs')) { case 0: let require; }", "import-added")]
    [InlineData("import('fs');", "import-added")]
    public void Load_in_another_form_is_refused(string addition, string code) =>
        Assert.Equal(code, Check(Ecosystems.Node, "uuid", "src/a.js", JavaScript, JavaScript + addition + "\n")?.Code);

    [Theory]
    [InlineData("const env = { CI: 1 }; next(env.CI);")]
    [InlineData("const os = 'linux'; next(os);")]
    [InlineData("const process = (text) => text; process('x');")]
    [InlineData("const process = { exit: (code) => code }; next(process.exit(0), process);")]
    [InlineData("function f(process, env, os) { return process.env + env + os; }")]
    [InlineData("const f = ({ env, process }) => env(process.exit);")]
    [InlineData("const f = ({ process = 1 }) => process;")]
    [InlineData("function f(a = 1) { var process = a; return process.exit; }")]
    [InlineData("function f(global, require) { return [global, require]; }")]
    [InlineData("const list = [1]; for (const process of list) next(process.env);")]
    [InlineData("function process() {}\nprocess();")]
    [InlineData("class A { process() { return this.env; } static os = 1; }")]
    [InlineData("const options = { env: 1, os: 2, process: 3, exit: 4, eval: 5, constructor: 6 };")]
    [InlineData("next(options.env, options.os, options.process.start(), options.exit(0), options.global);\nvar options;")]
    [InlineData("const { env, os } = require('./ids');")]
    [InlineData("const { env: mine } = require('./ids');")]
    [InlineData("// process.exit(0), process.env.CI, eval('x')\n/* globalThis */")]
    [InlineData("const text = 'process.exit(0)' + `process.env`;")]
    [InlineData("process: for (;;) { break process; }")]
    [InlineData("const pattern = /process.exit/;")]
    [InlineData("const at = process.hrtime(); process.nextTick(next); next(process.version, process.platform);")]
    [InlineData("class A { constructor() { this.name = this.constructor.name; } }")]
    [InlineData("const same = next.constructor === uuid.constructor;")]
    [InlineData("const isFunction = next instanceof Function;")]
    [InlineData("const rest = Array.prototype.slice.call([1], 1);")]
    [InlineData("class A {} const p = A.prototype;")]
    [InlineData("next().catch((error) => { throw error; });")]
    [InlineData("const isMine = require.resolve('./ids'); module.exports.id = module.id;")]
    public void What_JavaScript_only_calls_so_is_accepted(string addition) =>
        Assert.Null(Check(Ecosystems.Node, "uuid", "src/a.js", JavaScript, JavaScript + addition + "\n"));

    [Theory]
    [InlineData("env::var(\"CI\");")]
    [InlineData("env :: var(\"CI\");")]
    [InlineData("env/* */::\nvar(\"CI\");")]
    [InlineData("r#env::var(\"CI\");")]
    [InlineData("std::env::var(\"CI\");")]
    [InlineData("<std::env::Args as Iterator>::next;")]
    [InlineData("use std::{env, fmt};")]
    [InlineData("use std::{self, fmt, process as p};")]
    [InlineData("use std::os as o;")]
    [InlineData("{ use std::{fmt::{self}, fs}; }")]
    [InlineData("let x = env!(\"HOME\");")]
    [InlineData("call!(env, var);")]
    [InlineData("call! { a, (env) }")]
    [InlineData("crate::call![{ env }];")]
    [InlineData("#[derive(env)] struct S;")]
    [InlineData("#![doc(env)]")]
    [InlineData("let env = 1; env::var(\"CI\");")]
    [InlineData("let x = std::process::exit;")]
    [InlineData("mod env;")]
    [InlineData("mod process {}")]
    [InlineData("macro_rules! m { () => { env } }")]
    [InlineData("unsafe { x() }")]
    public void Way_out_of_Rust_is_refused(string addition) =>
        Assert.Equal("tests-subverted", Check(Ecosystems.Rust, "uuid", "src/lib.rs", Rust, WithStatement(addition))?.Code);

    [Theory]
    [InlineData("let env = 1; let os = env + 2;")]
    [InlineData("let env: Option<u8> = None; if env != other { return String::new(); }")]
    [InlineData("let mut process = |fs: u8| fs + 1; process(2);")]
    [InlineData("for os in net { process(os.env, &os.fs); }")]
    [InlineData("let s = S { env, os: 1, process: vec() }; s.process(s.env);")]
    [InlineData("match process { Some(env) if !env => os[env], _ => net }")]
    [InlineData("fn process(env: &str, ffi: u8) -> u8 { ffi }")]
    [InlineData("// std::env::var(\"CI\")\n/* process::exit(0) */ let x = \"std::env\";")]
    [InlineData("let x = call!(1); let env = 2;")]
    [InlineData("let x = !(env);")]
    public void What_Rust_only_calls_so_is_accepted(string addition) =>
        Assert.Null(Check(Ecosystems.Rust, "uuid", "src/lib.rs", Rust, WithStatement(addition)));

    [Fact]
    public void Variable_that_goes_leaves_no_room_for_a_module_of_its_name()
    {
        var before = WithStatement("let env = 1; let x = env;");

        Assert.Equal("tests-subverted", Check(Ecosystems.Rust, "uuid", "src/lib.rs", before, before.Replace("let env = 1; let x = env;", "let x = env::args();", StringComparison.Ordinal))?.Code);
    }

    [Theory]
    [InlineData(Ecosystems.Python, "emoji", "shop.py", "import emoji\n\n\ndef shown(text):\n    return text\n", "    return text", "    os = text\n    return os")]
    [InlineData(Ecosystems.Go, "github.com/robfig/cron", "plan.go", "package plan\n\nfunc Plan() int {\n\treturn 1\n}\n", "return 1", "os := 1\n\treturn os")]
    [InlineData(Ecosystems.DotNet, "FluentValidation", "Shop/A.cs", "public sealed class A\n{\n    public int B => 1;\n}\n", "=> 1", "=> File")]
    public void Where_names_are_not_told_apart_each_counts(string ecosystem, string package, string path, string before, string old, string @new) =>
        Assert.Equal("tests-subverted", Check(ecosystem, package, path, before, before.Replace(old, @new, StringComparison.Ordinal))?.Code);

    private static string WithStatement(string statement) => Rust.Replace("    id.to", $"    {statement}\n    id.to", StringComparison.Ordinal);

    private PatchViolation? Check(string ecosystem, string package, string path, string before, string after)
    {
        Assert.NotEqual(before, after);
        var command = Commands.In(ecosystem, package, "1.0.0", "2.0.0", (path, before));
        return _validator.Check(command, [new ProposedFile(path, after)]);
    }
}
