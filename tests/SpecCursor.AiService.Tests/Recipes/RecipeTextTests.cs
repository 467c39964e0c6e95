namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>What recipes write, and what they leave alone.</summary>
public sealed class RecipeTextTests
{
    [Theory]
    [InlineData("const uuidv4 = require('uuid/v4');", "const { v4: uuidv4 } = require('uuid');")]
    [InlineData("const v4 = require(\"uuid/v4\")", "const { v4 } = require(\"uuid\")")]
    [InlineData("var a = 1,\r\n    id = require('uuid/v1') ;\r\n", "var a = 1,\r\n    { v1: id } = require('uuid') ;\r\n")]
    [InlineData("module.exports = { id: require( 'uuid/v4' ) };", "module.exports = { id: require( 'uuid' ).v4 };")]
    [InlineData("import uuid from 'uuid/v4';", "import { v4 as uuid } from 'uuid';")]
    [InlineData("import * as uuid from 'uuid/v5';", "import { v5 as uuid } from 'uuid';")]
    [InlineData("import { default as uuid } from 'uuid/v4';", "import { v4 as uuid } from 'uuid';")]
    [InlineData("export { default } from 'uuid/v4';", "export { v4 as default } from 'uuid';")]
    [InlineData("jest.fn(); let x; x = require('uuid/v4');", "jest.fn(); let x; x = require('uuid').v4;")]
    [InlineData("#!/usr/bin/env node\nconst id = require('uuid/v4');", "#!/usr/bin/env node\nconst { v4: id } = require('uuid');")]
    [InlineData("import { createRequire } from 'module';\nconst require = createRequire(import.meta.url);\nconst id = require('uuid/v4');",
        "import { createRequire } from 'module';\nconst require = createRequire(import.meta.url);\nconst { v4: id } = require('uuid');")]
    public void Deep_import_is_changed_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, RecipeBench.Apply("uuid", "3.4.0", "9.0.1", "src/a.js", text));

    [Theory]
    [InlineData("// const id = require('uuid/v4');\n")]
    [InlineData("const text = \"require('uuid/v4')\";")]
    [InlineData("const text = `import id from 'uuid/v4'`;")]
    [InlineData("function load(require) { return require('uuid/v4'); }")]
    [InlineData("const other = loader.require('uuid/v4');")]
    [InlineData("const pattern = /uuid\\/v4/;")]
    public void What_only_looks_like_an_import_is_left_alone(string text)
    {
        var run = RecipeBench.Run("uuid", "3.4.0", "9.0.1", "src/a.js", text);

        Assert.Empty(run.Files);
        Assert.Empty(run.Unhandled);
    }

    [Theory]
    [InlineData("import uuid from 'uuid/v4';\nconst x: string = uuid();\n", "import { v4 as uuid } from 'uuid';\nconst x: string = uuid();\n")]
    [InlineData("import * as uuid from \"uuid/v4\";\n", "import { v4 as uuid } from \"uuid\";\n")]
    [InlineData("import uuid = require('uuid/v4');\n", "import { v4 as uuid } from 'uuid';\n")]
    [InlineData("const uuid = require('uuid/v4');\n", "const { v4: uuid } = require('uuid');\n")]
    [InlineData("const id: () => string = require('uuid/v4');\n", "const id: () => string = require('uuid').v4;\n")]
    [InlineData("// from 'uuid/v4'\nconst a: string = \"import x from 'uuid/v4'\";\n", "// from 'uuid/v4'\nconst a: string = \"import x from 'uuid/v4'\";\n")]
    public void Deep_import_is_changed_in_typescript(string text, string expected) =>
        Assert.Equal(expected, RecipeBench.Apply("uuid", "3.4.0", "9.0.1", "src/a.ts", text));

    [Theory]
    [InlineData("import uuid, { x } from 'uuid/v4';")]
    [InlineData("import type { V4 } from 'uuid/interfaces';")]
    [InlineData("jest.mock('uuid/v4', () => () => 'x');")]
    public void Deep_import_of_an_unusual_form_is_declined_in_typescript(string text)
    {
        var run = RecipeBench.Run("uuid", "3.4.0", "9.0.1", "src/a.ts", text);

        Assert.Empty(run.Files);
        Assert.NotEmpty(run.Unhandled);
    }

    [Theory]
    [InlineData("uuid", "const rng = require('uuid/lib/rng');")]
    [InlineData("uuid", "jest.mock('uuid/v4', () => () => 'x');")]
    [InlineData("uuid", "let uuid = require('uuid');\nif (x) uuid = other;\nuuid();")]
    [InlineData("uuid", "const uuid = require('uuid')\nthis is no JavaScript")]
    [InlineData("chalk", "let chalk = require('chalk');\nchalk = { red: String };\n")]
    [InlineData("glob", "const glob = require('glob');\nconst mg = glob('*', done);\n")]
    [InlineData("glob", "const glob = require('glob');\nglob('*').on('match', use);\n")]
    [InlineData("glob", "const glob = require('glob');\nglob('*', function (err, files) { this.files = files; });\n")]
    [InlineData("lodash", "const _ = require('lodash');\n_(list).pluck('a').value();\n")]
    [InlineData("lru-cache", "const LRU = require('lru-cache');\nconst cache = new LRU(options);\n")]
    public void Use_that_cannot_be_repaired_is_said_with_its_place(string package, string text)
    {
        var (before, after) = PackagePins.All[package];
        var run = RecipeBench.Run(package, before, after, "src/a.js", text);

        Assert.Contains("src/a.js", Assert.Single(run.Unhandled), StringComparison.Ordinal);
    }

    [Fact]
    public void Unusual_formatting_and_comments_survive()
    {
        const string text = "\uFEFF'use strict' ;\n\n\n/* uuid/v4 */ const   id =\n\trequire ( /* why */ 'uuid/v4' )  // here\n\n\tmodule . exports = id\n";

        var repaired = RecipeBench.Apply("uuid", "3.4.0", "9.0.1", "src/a.js", text);

        Assert.Equal("\uFEFF'use strict' ;\n\n\n/* uuid/v4 */ const   { v4: id } =\n\trequire ( /* why */ 'uuid' )  // here\n\n\tmodule . exports = id\n", repaired);
    }

    [Fact]
    public void Shadowed_name_is_not_the_module()
    {
        const string text = """
            const yaml = require('js-yaml');
            yaml.safeLoad(a);
            function other(yaml) { yaml.safeLoad(a); }
            { const yaml = mine; yaml.safeLoad(a); }
            for (const yaml of list) yaml.safeLoad(a);
            try { run(); } catch (yaml) { yaml.safeLoad(a); }
            class Box { yaml() { return this.yaml.safeLoad(a); } }
            """;

        var repaired = RecipeBench.Apply("js-yaml", "3.14.1", "4.1.0", "src/a.js", text);

        Assert.Equal(text.Replace("\nyaml.safeLoad(a);", "\nyaml.load(a);", StringComparison.Ordinal), repaired);
    }

    [Fact]
    public void Guarded_callback_becomes_a_plain_continuation()
    {
        const string text = """
            const glob = require('glob');
            glob('*.js', options, (err, files) => {
              if (err) return done(err);
              done(null, files);
            });
            """;

        var repaired = RecipeBench.Apply("glob", "7.2.0", "10.5.0", "src/a.js", text);

        Assert.Equal(
            """
            const { glob } = require('glob');
            glob('*.js', options).then((files) => {
              done(null, files);
            }, done);
            """,
            repaired);
    }

    [Fact]
    public void Typescript_is_declined_clearly_where_it_cannot_be_changed()
    {
        var run = RecipeBench.Run("js-yaml", "3.14.1", "4.1.0", "src/a.ts", "import yaml from 'js-yaml';\nyaml.safeLoad(x as string);\n");

        Assert.Empty(run.Files);
        Assert.Contains("changes JavaScript only", Assert.Single(run.Unhandled), StringComparison.Ordinal);
    }
}
