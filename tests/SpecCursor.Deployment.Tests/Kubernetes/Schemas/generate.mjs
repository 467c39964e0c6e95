// Writes kubernetes.schema.json: what Kubernetes' own interface says of the kinds that are published, as a JSON Schema that is strict, as the
// cluster is with `kubectl apply --validate=strict`. To be run again when another kind is published or a field of another version is used:
//
//   mkdir /tmp/schemas && cd /tmp/schemas
//   npm pack kubernetes-models@5.1.0 @kubernetes-models/apimachinery@3.0.2
//   for package in *.tgz; do mkdir "${package%.tgz}" && tar xzf "$package" -C "${package%.tgz}" --strip-components=1; done
//   node <here>/generate.mjs kubernetes-models-5.1.0 kubernetes-models-apimachinery-3.0.2
//
// The packages have a TypeScript interface for each type, made from Kubernetes' OpenAPI document: a question mark says that a field is optional.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [models, machinery] = process.argv.slice(2).map(path => resolve(path));
const kinds = [
  'v1/Namespace', 'v1/ServiceAccount', 'v1/Service', 'v1/ConfigMap', 'apps/v1/Deployment', 'apps/v1/StatefulSet', 'policy/v1/PodDisruptionBudget',
  'autoscaling/v2/HorizontalPodAutoscaler', 'networking.k8s.io/v1/NetworkPolicy', 'rbac.authorization.k8s.io/v1/ClusterRole', 'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
];

// What TypeScript has no words for.
const known = {
  'api.resource.Quantity': { type: ['string', 'integer'], pattern: '^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$' },
  'util.intstr.IntOrString': { type: ['string', 'integer'] },
};

const definitions = {};
/** Describes the type of a file, and what that is made of; returns its name, such as apps.v1.Deployment. */
function define(path) {
  const root = path.startsWith(machinery) ? machinery : models;
  const name = path.slice(root.length + 1).replace(/\.d\.ts$/, '').replaceAll('/', '.');
  if (name in definitions) {
    return name;
  }

  definitions[name] = known[name] ?? {};
  if (!(name in known)) {
    const text = readFileSync(path, 'utf8').replace(/\/\*.*?\*\//gs, '');
    const imports = Object.fromEntries([...text.matchAll(/^import \{ (I\w+) \} from "([^"]+)";$/gm)].map(([, imported, from]) => [imported, from]));
    const [, declared] = text.match(/^export (?:interface \w+(?: extends \w+)? |type \w+ = )(.*?)^(?:export|\})/ms);
    const isInterface = /^export interface/m.test(text);
    const parser = new Parser(isInterface ? `${declared}}` : declared.replace(/;\s*$/, ''), imported => ({ $ref: `#/$defs/${define(fileOf(imports[imported], path))}` }));
    Object.assign(definitions[name], parser.type());
  }

  return name;
}

function fileOf(from, importer) {
  return from.startsWith('.') ? resolve(dirname(importer), from.replace(/\.js$/, '.d.ts')) : join(machinery, `${from.replace('@kubernetes-models/apimachinery/', '')}.d.ts`);
}

/** Reads a type of TypeScript as a schema. */
class Parser {
  constructor(text, refer) {
    this.tokens = text.match(/"[^"]*"|[\w.]+|[^\s\w]/g);
    this.refer = refer;
  }

  take(expected) {
    const token = this.tokens.shift();
    if (expected && token !== expected) {
      throw new Error(`${expected} was expected, not ${token}`);
    }

    return token;
  }

  type() {
    const options = [this.single()];
    while (this.tokens[0] === '|') {
      this.take();
      options.push(this.single());
    }

    return options.length === 1 ? options[0] : { enum: options.map(option => option.const) };
  }

  single() {
    const token = this.take();
    if (token === '{') {
      return this.object();
    }

    if (token === 'Array') {
      this.take('<');
      const items = this.type();
      this.take('>');
      return { type: 'array', items };
    }

    // The numbers of these kinds are whole ones.
    const simple = { string: 'string', number: 'integer', boolean: 'boolean' }[token];
    return token.startsWith('"') ? { const: JSON.parse(token) } : simple ? { type: simple } : this.refer(token);
  }

  object() {
    const schema = { type: 'object', properties: {}, additionalProperties: false };
    const required = [];
    while (this.tokens[0] !== '}') {
      const name = this.take();
      if (name === '[') {
        ['key', ':', 'string', ']', ':'].forEach(token => this.take(token));
        schema.additionalProperties = this.type();
      } else {
        const isOptional = this.tokens[0] === '?' && this.take();
        this.take(':');
        schema.properties[JSON.parse(name)] = this.type();
        required.push(...(isOptional ? [] : [JSON.parse(name)]));
      }

      this.take(';');
    }

    this.take('}');
    return required.length > 0 ? { ...schema, required } : schema;
  }
}

kinds.forEach(kind => define(join(models, `${kind}.d.ts`)));
const sorted = Object.fromEntries(Object.entries(definitions).sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync(join(here, 'kubernetes.schema.json'), `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: sorted }, null, 1)}\n`);
