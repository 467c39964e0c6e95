// Which files the functions file, fileset and templatefile name, told from the syntax of their arguments: literals, path.module, locals, and
// the variables of loops over filesets and lists of literals.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const loading = new Set(['file', 'filebase64', 'fileset', 'templatefile']);

/** Every load in an expression: { path, matches }. A path that cannot be told matches nothing. */
export function loadsOf(tree, locals, directory) {
  const found = [];
  visit(tree, {});
  return found;

  function visit(node, loops) {
    if (!node) {
      return;
    }

    if (node.type === 'function' && loading.has(node.meta.name)) {
      const paths = node.meta.name === 'fileset' ? glob(node, loops) : texts(node.children[0], loops).map(path => join(path));
      found.push({ path: node.meta.value, matches: paths.every(existsSync) ? paths : [] });
    }

    const inner = node.type === 'for' ? { ...loops, [node.meta.valVar]: node.children[0] } : loops;
    for (const child of node.children ?? []) {
      visit(child, inner);
    }
  }

  /** What a text may be: several where a loop's variable is in it. */
  function texts(node, loops) {
    if (node.type === 'literalValue') {
      return [node.meta.value];
    }

    if (node.type === 'template' || node.type === 'templateWrap') {
      return node.children.map(child => texts(child, loops)).reduce((all, next) => all.flatMap(text => next.map(part => text + part)), ['']);
    }

    const [first, second] = node.meta?.traversal?.map(part => part.segment) ?? [];
    if (first === 'path' && second === 'module') {
      return [directory];
    }

    if (first === 'local' && locals[second]) {
      return texts(locals[second], loops);
    }

    return first in loops ? items(loops[first], loops) : [];
  }

  /** What a collection may hold: the literals in it, and what filesets in it match. */
  function items(node, loops) {
    if (node.type === 'function' && node.meta.name === 'fileset') {
      const [base] = texts(node.children[0], loops);
      return glob(node, loops).map(path => path.slice(join(base).length + 1));
    }

    const [first, second] = node.meta?.traversal?.map(part => part.segment) ?? [];
    if (first === 'local' && locals[second]) {
      return items(locals[second], loops);
    }

    return node.type === 'template' ? texts(node, loops) : (node.children ?? []).flatMap(child => items(child, loops));
  }

  function glob(node, loops) {
    const [base] = texts(node.children[0], loops);
    const [pattern] = texts(node.children[1], loops);
    if (!base || !existsSync(base)) {
      return [];
    }

    const expression = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
    return readdirSync(base, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath ?? entry.path, entry.name))
      .filter(path => expression.test(path.slice(join(base).length + 1)))
      .sort();
  }
}
