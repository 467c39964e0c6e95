// Writes aws.json and kubernetes.json: what the providers' own schemas say of the types that the modules use. To be run again when a module
// uses another type or another version; the packages are too big for the tests to install:
//
//   mkdir /tmp/schemas && cd /tmp/schemas
//   npm pack @cdktf/provider-aws@21.22.1 @cdktf/provider-kubernetes@12.1.1
//   for package in *.tgz; do mkdir "${package%.tgz}" && tar xzf "$package" -C "${package%.tgz}" --strip-components=1; done
//   node <here>/generate.mjs cdktf-provider-aws-21.22.1 cdktf-provider-kubernetes-12.1.1
//
// The packages have a TypeScript interface for each type and block, made from the provider's schema: a property's comment has the name that
// the provider gives it, and a question mark says that it is optional.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '../../../../deploy/terraform/observability');
const snake = name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/** The types that the modules use: [{ kind, type }], of which an ephemeral one has the arguments of the data source of its name. */
function usedTypes() {
  const files = readdirSync(modules, { recursive: true }).filter(path => path.endsWith('.tf'));
  const found = files.flatMap(path => [...readFileSync(join(modules, path), 'utf8').matchAll(/^(resource|data|ephemeral) "(\w+)"/gm)]);
  return [...new Set(found.map(([, kind, type]) => `${kind} ${type}`))].sort().map(text => text.split(' '));
}

function declarationsOf(directory) {
  const files = readdirSync(directory, { recursive: true }).filter(path => path.endsWith('.d.ts')).sort();
  return files.map(path => readFileSync(join(directory, path), 'utf8')).join('\n');
}

/** A type of TypeScript in the words of Terraform. */
function typeOf(text) {
  const type = text.replace(/\s+/g, ' ').replace(' | cdktf.IResolvable', '');
  const known = { string: 'string', number: 'number', boolean: 'bool', 'string[]': 'list(string)', 'number[]': 'list(number)', '{ [key: string]: string; }': 'map(string)' };
  return known[type] ?? 'any';
}

/** An interface as { arguments: { name: type, with a question mark where it is optional }, blocks: { name: { required, many, … } } }. */
function blockOf(name, declarations) {
  const body = declarations.match(new RegExp(`^export interface ${name}(?: extends [\\w.]+)? \\{\\n(.*?)^\\}`, 'ms'))?.[1] ?? '';
  const block = { arguments: {}, blocks: {} };
  for (const [, comment, property, optional, type] of body.matchAll(/\/\*\*(.*?)\*\/\s+readonly (\w+)(\??): (.*?);(?=\n    \/\*\*|\n*$(?![\s\S]))/gms)) {
    const own = comment.match(/#(\w+) \w+#\w+\}/)?.[1] ?? snake(property);
    if (/^\s*\* \w+ block$/m.test(comment)) {
      const inner = type.match(/^[\w]+/)[0];
      block.blocks[own] = { required: !optional, many: type.includes('[]'), ...blockOf(inner, declarations) };
    } else {
      block.arguments[own] = `${typeOf(type)}${optional}`;
    }
  }

  return block;
}

function attributesOf(declarations) {
  const type = declarations.slice(declarations.search(/^export declare class \w+ extends cdktf\.Terraform(Resource|DataSource) /m));
  return [...type.matchAll(/^ {4}get (\w+)\(\)/gm)].map(([, name]) => name).filter(name => !name.endsWith('Input')).map(snake);
}

for (const root of process.argv.slice(2)) {
  const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { name: source, version } = description.cdktf.provider;
  const provider = source.split('/').at(-1);
  const schema = { package: `${description.name} ${description.version}`, source: source.split('/').slice(1).join('/'), version, types: {} };
  for (const [kind, type] of usedTypes().filter(([, type]) => type.startsWith(`${provider}_`))) {
    const folder = kind === 'resource' ? type.slice(provider.length + 1) : `data_${type}`;
    const directory = join(root, 'lib', folder.replaceAll('_', '-'));
    if (!existsSync(directory)) {
      throw new Error(`${description.name} has no ${kind} ${type}.`);
    }

    const declarations = declarationsOf(directory);
    const config = declarations.match(/^export interface (\w+) extends cdktf\.TerraformMetaArguments/m)[1];
    const block = blockOf(config, declarations);
    const attributes = new Set([...attributesOf(declarations), ...Object.keys(block.arguments), ...Object.keys(block.blocks)]);
    schema.types[`${kind} ${type}`] = { attributes: [...attributes].sort(), ...block };
  }

  writeFileSync(join(here, `${provider}.json`), `${JSON.stringify(schema, null, 1)}\n`);
}
