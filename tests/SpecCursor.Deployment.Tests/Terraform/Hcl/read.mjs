// Writes down what stands in the .tf files below each directory, as a JSON array with an object for each file: its syntax tree, the fault
// where it has none, whether its format is canonical, what its expressions refer to, and which files they load.
//
//   node read.mjs <where to write it> <directory>...
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format } from '@cdktf/hcl-tools';
import { getExpressionAst, parse } from '@cdktf/hcl2json';
import { loadsOf } from './loads.mjs';

// What stands there is a type or the name of an argument, and no expression.
const isNoExpression = path => /^variable\.[^.]+\.0\.type$|\.ignore_changes\b/.test(path);

async function expressionOf(text) {
  // A string that is all one expression comes back in a template, too; any other is a template as it stands.
  const whole = text.match(/^\$\{(.*)\}$/s);
  return (whole && await treeOf(whole[1])) || await treeOf(`"${text}"`) || fail(text);
}

async function treeOf(text) {
  try {
    return await getExpressionAst('expression', text);
  } catch {
    return null;
  }
}

function fail(text) {
  throw new Error(`Not an expression: ${text}`);
}

/** Every expression below a node of the syntax tree, with its place and the names that its blocks bind. */
async function* expressions(node, path, scope) {
  if (typeof node === 'string') {
    if (/[$%]\{/.test(node) && !isNoExpression(path)) {
      yield { place: path, tree: await expressionOf(node), scope };
    }
  } else if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) {
      yield* expressions(item, `${path}.${index}`, scope);
    }
  } else if (node && typeof node === 'object') {
    const repeated = node.for_each === undefined ? null : segmentsOf(await expressionOf(String(node.for_each)), scope);
    const each = node.for_each === undefined ? {} : { each: { item: repeated } };
    const count = node.count === undefined ? {} : { count: { item: null } };
    const own = { ...scope, ...each, ...count };
    for (const [name, value] of Object.entries(node)) {
      // Names may have expressions in them, as in { (local.name) = 1 }, and interpolations.
      yield* name.includes('${') ? expressions(name, `${path}.${name}`, own) : [];
      if (name === 'dynamic') {
        yield* dynamics(value, `${path}.dynamic`, scope);
      } else {
        yield* expressions(value, path ? `${path}.${name}` : name, own);
      }
    }
  }
}

async function* dynamics(blocks, path, scope) {
  for (const [label, repetitions] of Object.entries(blocks)) {
    for (const { for_each: each, content, ...rest } of repetitions) {
      yield* expressions(each, `${path}.${label}.for_each`, scope);
      yield* expressions(content, `${path}.${label}.content`, { ...scope, [rest.iterator ?? label]: { item: null } });
    }
  }
}

/** A reference's segments, with [] for an index; one by a loop's variable is one to an item of what is looped over. Null for what is none. */
function segmentsOf(tree, scope) {
  if (tree?.type === 'scopeTraversal') {
    const [first, ...rest] = tree.meta.traversal.map(part => (part.type === 'indexTraversal' ? '[]' : part.segment));
    const bound = scope[first];
    const skipped = first === 'each' ? 1 : 0;
    const isItem = bound && (first !== 'each' || rest[0] === 'value');
    return isItem && bound.item ? [...bound.item, '[]', ...rest.slice(skipped)] : [first, ...rest];
  }

  if (tree?.type === 'index') {
    const collection = segmentsOf(tree.children[0], scope);
    return collection && [...collection, '[]'];
  }

  if (tree?.type === 'relativeTraversal') {
    const source = segmentsOf(tree.children[0], scope);
    return source && [...source, ...tree.meta.traversal.map(part => (part.type === 'indexTraversal' ? '[]' : part.segment))];
  }

  return null;
}

/** Every reference in an expression: { text, segments, bound }, bound where a loop or a block binds its first name. */
function* references(tree, scope) {
  if (!tree) {
    return;
  }

  const segments = segmentsOf(tree, scope);
  if (segments) {
    yield { text: tree.meta.value, segments, bound: segments[0] in scope };
  }

  if (tree.type === 'splat') {
    const source = segmentsOf(tree.children[0], scope);
    const rest = tree.children[1]?.meta?.traversal?.map(part => part.segment) ?? [];
    yield* references(tree.children[0], scope);
    if (source && rest.length > 0) {
      yield { text: tree.meta.value, segments: [...source, '[]', ...rest], bound: false };
    }

    return;
  }

  if (tree.type === 'for') {
    const [collection, ...rest] = tree.children;
    const inner = { ...scope, [tree.meta.valVar]: { item: segmentsOf(collection, scope) } };
    if (tree.meta.keyVar) {
      inner[tree.meta.keyVar] = { item: null };
    }

    yield* references(collection, scope);
    for (const child of rest) {
      yield* references(child, inner);
    }

    return;
  }

  for (const child of tree.children ?? []) {
    yield* references(child, scope);
  }
}

async function filesBelow(root) {
  const paths = readdirSync(root, { recursive: true }).filter(path => path.endsWith('.tf') && !path.includes('.terraform')).sort();
  const files = [];
  for (const path of paths) {
    const text = readFileSync(join(root, path), 'utf8');
    const file = { path, error: null, canonical: null, body: {}, references: [], loads: [] };
    try {
      file.body = await parse(path, text);
      file.canonical = (await format(text)) === text;
    } catch (error) {
      file.error = String(error.message ?? error);
    }

    files.push(file);
  }

  for (const directory of new Set(paths.map(path => dirname(path)))) {
    await readExpressions(files.filter(file => dirname(file.path) === directory), root, join(root, directory));
  }

  return files;
}

async function readExpressions(module, root, directory) {
  const locals = {};
  for (const [name, value] of module.flatMap(file => file.body.locals ?? []).flatMap(Object.entries)) {
    locals[name] = typeof value === 'string' ? await expressionOf(value) : await treeOf(JSON.stringify(value));
  }

  for (const file of module) {
    for await (const { place, tree, scope } of expressions(file.body, '', {})) {
      file.references.push(...[...references(tree, scope)].map(reference => ({ place, ...reference })));
      file.loads.push(...loadsOf(tree, locals, directory)
        .map(load => ({ place, path: load.path, matches: load.matches.map(path => relative(root, path)) })));
    }
  }
}

const [output, ...directories] = process.argv.slice(2);
const trees = [];
for (const directory of directories) {
  trees.push(await filesBelow(directory));
}

writeFileSync(output, JSON.stringify(trees));
