namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>The corpus: each case passes with the packages as they were, fails with the new ones, and passes again once repaired.</summary>
internal static class RecipeCases
{
    public static IEnumerable<RecipeCase> All =>
    [
        new("uuid: const require of v4", "uuid", """
            'use strict';
            const assert = require('assert');
            const uuidv4 = require('uuid/v4'); // 'uuid/v4' in a comment stays
            assert.match(uuidv4(), /^[0-9a-f-]{36}$/);
            assert.strictEqual('uuid/v4', 'uuid/' + 'v4');
            """),
        new("uuid: a name that is also a string", "uuid", """
            const assert = require("assert")
            const uuid = require("uuid/v4")
            assert.strictEqual(typeof uuid(), "string")
            """),
        new("uuid: the export's own name", "uuid", "const v4 = require('uuid/v4');\nrequire('assert').strictEqual(v4().length, 36);\n"),
        new("uuid: var, inline and several versions", "uuid", """
            var assert = require('assert'), v1 = require('uuid/v1'), name = require('uuid/v5');
            assert.strictEqual(require('uuid/v4')().length, 36);
            assert.strictEqual(v1().length, 36);
            assert.strictEqual(name('a', name.DNS), require('uuid/v5')('a', require('uuid/v5').DNS));
            assert.strictEqual(require('uuid/v3')('a', name.URL).length, 36);
            """),
        new("uuid: a property and a parameter", "uuid", """
            const assert = require('assert');
            const ids = { next: require('uuid/v4') };
            (function (make) { assert.strictEqual(make().length, 36); })(require('uuid/v4'));
            assert.strictEqual(ids.next().length, 36);
            """),
        new("uuid: import of the default", "uuid", """
            import assert from 'assert';
            import uuidv4 from 'uuid/v4.js';
            assert.strictEqual(uuidv4().length, 36);
            """, "main.mjs"),
        new("uuid: dynamic import", "uuid", """
            import assert from 'assert';
            const { default: v4 } = await import('uuid/v4.js');
            assert.strictEqual(v4().length, 36);
            assert.strictEqual((await import('uuid/v1.js')).default().length, 36);
            const later = await import('uuid/v5.js').then((module) => module.default);
            assert.strictEqual(later('a', later.DNS).length, 36);
            """, "main.mjs"),
        new("uuid: export of the default", "uuid", """
            import assert from 'assert';
            export { default as makeId } from 'uuid/v4.js';
            import * as self from './main.mjs';
            assert.strictEqual(self.makeId().length, 36);
            """, "main.mjs"),
        new("uuid: the module as a function", "uuid", """
            const assert = require('assert');
            const uuid = require('uuid');
            assert.strictEqual(uuid().length, 36);
            """),
        new("uuid: the module as a function and as an object, shadowed", "uuid", """
            const assert = require('assert');
            const uuid = require('uuid');
            assert.strictEqual(uuid().length, 36);
            assert.strictEqual(uuid.v1().length, 36);
            const ids = { uuid };
            assert.strictEqual(ids.uuid().length, 36);
            function label(uuid) { return uuid(); }
            assert.strictEqual(label(() => 'mine'), 'mine');
            assert.strictEqual(require('uuid')().length, 36);
            """),
        new("uuid: default import as a function", "uuid", """
            import assert from 'assert';
            import uuid from 'uuid';
            assert.strictEqual(uuid().length, 36);
            """, "main.mjs"),
        new("uuid: default import as a function and as an object", "uuid", """
            import assert from 'assert';
            import ids from 'uuid';
            assert.strictEqual(ids().length, 36);
            assert.strictEqual(ids.v4().length, 36);
            """, "main.mjs"),
        new("chalk: required", "chalk", """
            const assert = require('assert');
            const chalk = require('chalk');
            assert.strictEqual(typeof chalk.red('x'), 'string');
            assert.ok(chalk.bold.underline('x').includes('x'));
            """),
        new("chalk: taken apart and inline", "chalk", """
            const assert = require('assert');
            const { red, bold } = require('chalk');
            assert.ok(red('x').includes('x') && bold('y').includes('y'));
            assert.ok(require('chalk').green('z').includes('z'));
            """),
        new("chalk: an instance of its own", "chalk", """
            const assert = require('assert');
            const chalk = require('chalk');
            const plain = new chalk.Instance({ level: 0 });
            assert.strictEqual(plain.red('x'), 'x');
            assert.ok(chalk.red('x').includes('x'));
            """),
        new("strip-ansi: called in place", "strip-ansi", "require('assert').strictEqual(require('strip-ansi')('\\u001b[4mx\\u001b[0m'), 'x');\n"),
        new("node-fetch: with its classes", "node-fetch", """
            const assert = require('assert');
            const fetch = require('node-fetch');
            const server = require('http').createServer((request, response) => response.end(request.headers.a)).listen(0, '127.0.0.1', async () => {
              const headers = new fetch.Headers({ a: 'b' });
              const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { headers });
              assert.strictEqual(await response.text(), 'b');
              server.close();
            });
            """),
        new("camelcase: passed on", "camelcase", """
            const assert = require('assert');
            const camelCase = require('camelcase');
            assert.deepStrictEqual(['a-b', 'c-d'].map((name) => camelCase(name)), ['aB', 'cD']);
            """),
        new("nanoid: called", "nanoid", "const nanoid = require('nanoid');\nrequire('assert').strictEqual(nanoid(10).length, 10);\n"),
        new("execa: both ways", "execa", """
            const assert = require('assert');
            const execa = require('execa');
            assert.strictEqual(execa.sync('echo', ['a']).stdout, 'a');
            execa('echo', ['b']).then(({ stdout }) => assert.strictEqual(stdout, 'b'));
            execa.command('echo c').then(({ stdout }) => assert.strictEqual(stdout, 'c'));
            """),
        new("execa: imported", "execa", """
            import assert from 'assert';
            import execa from 'execa';
            assert.strictEqual(execa.sync('echo', ['a']).stdout, 'a');
            assert.strictEqual((await execa('echo', ['b'])).stdout, 'b');
            """, "main.mjs"),
        new("find-up: synchronous, taken apart", "find-up", """
            const assert = require('assert');
            const { sync } = require('find-up');
            assert.ok(sync('package.json').endsWith('package.json'));
            """),
        new("marked: called", "marked", "const marked = require('marked');\nrequire('assert').ok(marked('# a').includes('<h1'));\n"),
        new("minimatch: called beside a member", "minimatch", """
            const assert = require('assert');
            const minimatch = require('minimatch');
            assert.ok(minimatch('a.js', '*.js'));
            assert.ok(minimatch.makeRe('*.js').test('a.js'));
            """),
        new("js-yaml: safeLoad", "js-yaml", """
            const assert = require('assert');
            const yaml = require('js-yaml');
            // safeLoad was safe
            assert.deepStrictEqual(yaml.safeLoad('a: 1'), { a: 1 });
            assert.strictEqual(yaml['safeDump']({ a: 1 }), 'a: 1\n');
            const safeLoad = { safeLoad: () => 'safeLoad' };
            assert.strictEqual(safeLoad.safeLoad(), 'safeLoad');
            """),
        new("js-yaml: taken apart", "js-yaml", """
            const assert = require('assert');
            const { safeLoad, safeDump: dump } = require('js-yaml');
            assert.deepStrictEqual(safeLoad(dump({ a: [1, 2] })), { a: [1, 2] });
            """),
        new("js-yaml: imported", "js-yaml", """
            import assert from 'assert';
            import yaml from 'js-yaml';
            assert.deepStrictEqual(yaml.safeLoad('a: 1'), { a: 1 });
            """, "main.mjs"),
        new("lodash: removed aliases", "lodash", """
            const assert = require('assert');
            const _ = require('lodash');
            const people = [{ n: 'a', v: 1 }, { n: 'b', v: 2 }];
            assert.deepStrictEqual(_.pluck(people, 'n'), ['a', 'b']);
            assert.ok(_.contains([1, 2], 2));
            assert.deepStrictEqual(_.where(people, { v: 2 }), [people[1]]);
            assert.strictEqual(_.padLeft('a', 3), '  a');
            """),
        new("glob: named callback", "glob", """
            const assert = require('assert');
            const glob = require('glob');
            function check(err, files) {
              assert.ifError(err);
              assert.deepStrictEqual(files, ['main.cjs']);
              process.exitCode = 0;
            }
            process.exitCode = 7;
            glob('*.cjs', check);
            """),
        new("glob: inline callback with options", "glob", """
            const assert = require('assert');
            const glob = require('glob');
            process.exitCode = 7;
            glob('*.cjs', { nodir: true }, function (err, files) {
              assert.ifError(err);
              assert.deepStrictEqual(files, ['main.cjs']);
              process.exitCode = 0;
            });
            """),
        new("glob: guarded callbacks", "glob", """
            const assert = require('assert');
            const glob = require('glob');
            process.exitCode = 7;
            glob('*.cjs', (err, files) => {
              if (err) throw err;
              assert.deepStrictEqual(files, ['main.cjs']);
              list(function (error, names) {
                assert.deepStrictEqual(names, ['MAIN.CJS']);
                process.exitCode = error ? 8 : 0;
              });
            });
            function list(done) {
              glob('*.cjs', (err, files) => {
                if (err) {
                  return done(err);
                }

                done(null, files.map((file) => file.toUpperCase()));
              });
            }
            """),
        new("glob: promisified", "glob", """
            const assert = require('assert');
            const { promisify } = require('util');
            const glob = promisify(require('glob'));
            process.exitCode = 7;
            glob('*.cjs').then((files) => {
              assert.deepStrictEqual(files, ['main.cjs']);
              process.exitCode = 0;
            });
            """),
        new("rimraf: callback", "rimraf", """
            const fs = require('fs');
            const assert = require('assert');
            const rimraf = require('rimraf');
            fs.mkdirSync('out/deep', { recursive: true });
            process.exitCode = 7;
            rimraf('out', (err) => {
              assert.ifError(err);
              assert.ok(!fs.existsSync('out'));
              process.exitCode = 0;
            });
            """),
        new("mkdirp: callback", "mkdirp", """
            const fs = require('fs');
            const assert = require('assert');
            const mkdirp = require('mkdirp');
            process.exitCode = 7;
            mkdirp('made/deep', function (err) {
              assert.ifError(err);
              assert.ok(fs.existsSync('made/deep'));
              mkdirp.sync('made/too');
              process.exitCode = 0;
            });
            """),
        new("lru-cache: age", "lru-cache", """
            const assert = require('assert');
            const LRU = require('lru-cache');
            let now = 1000;
            Date.now = performance.now = () => now;
            const cache = new LRU({ max: 10, maxAge: 500 });
            cache.set('a', 1);
            cache.set('b', 2);
            cache.del('b');
            assert.strictEqual(cache.get('a'), 1);
            assert.strictEqual(cache.get('b'), undefined);
            now = 2000;
            setTimeout(() => assert.strictEqual(cache.get('a'), undefined), 20);
            """),
        new("lru-cache: size and the class's own name", "lru-cache", """
            const assert = require('assert');
            const LRUCache = require('lru-cache');
            const stale = true;
            const cache = new LRUCache({
              max: 5,
              length: (value) => value.length, // length of the value
              stale,
            });
            cache.set('a', 'xxx');
            cache.set('b', 'yyy');
            assert.strictEqual(cache.get('a'), undefined);
            assert.strictEqual(cache.get('b'), 'yyy');
            cache.reset();
            assert.strictEqual(cache.get('b'), undefined);
            """),
    ];
}
