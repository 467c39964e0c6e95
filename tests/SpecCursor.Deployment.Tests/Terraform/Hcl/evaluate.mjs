// Says what conditions come to, by the syntax tree of HashiCorp's parser and the few functions that validations of variables use here.
//
//   node evaluate.mjs <where to write it> <questions>
//
// Questions are a JSON array of { condition, variables: { name: { type, value } } }; answers are true, false, or a text that says why there is none.
import { isDeepStrictEqual } from 'node:util';
import { readFileSync, writeFileSync } from 'node:fs';
import { getExpressionAst } from '@cdktf/hcl2json';

/** What is wrong with this program or the question, which can() must not take for an answer. */
class Unknown extends Error {}

const sorted = map => Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
const functions = {
  alltrue: list => list.every(item => item === true),
  cidrhost: cidr => cidr.match(/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.|(?=\/))){4}\/(3[0-2]|[12]?\d)$/) ? cidr.split('/')[0] : refuse(`${cidr} is no range of addresses`),
  concat: (...lists) => lists.flat(),
  contains: (list, item) => list.some(other => isDeepStrictEqual(other, item)),
  endswith: (text, end) => text.endsWith(end),
  floor: Math.floor,
  jsondecode: text => JSON.parse(text),
  keys: map => sorted(map).map(([key]) => key),
  length: value => (typeof value === 'object' && !Array.isArray(value) ? Object.keys(value).length : value.length),
  regex: (pattern, text) => text.match(new RegExp(pattern))?.[0] ?? refuse(`${text} does not match ${pattern}`),
  setsubtract: (set, other) => set.filter(item => !other.includes(item)),
  split: (separator, text) => text.split(separator),
  startswith: (text, start) => text.startsWith(start),
  strcontains: (text, part) => text.includes(part),
  values: map => sorted(map).map(([, value]) => value),
};

const operators = {
  equal: (one, other) => isDeepStrictEqual(one, other),
  notEqual: (one, other) => !isDeepStrictEqual(one, other),
  greaterThan: (one, other) => one > other,
  greaterThanOrEqual: (one, other) => one >= other,
  lessThan: (one, other) => one < other,
  lessThanOrEqual: (one, other) => one <= other,
  logicalAnd: (one, other) => one && other,
  logicalOr: (one, other) => one || other,
};

function refuse(reason) {
  throw new Error(reason);
}

function unknown(what) {
  throw new Unknown(`${what} is not known here`);
}

function step(value, name) {
  return value !== null && typeof value === 'object' && name in value ? value[name] : refuse(`there is no ${name}`);
}

/** What an expression comes to. */
function evaluate({ type, meta, children }, scope) {
  const value = index => evaluate(children[index], scope);
  switch (type) {
    case '': return value(0);
    case 'literalValue': return literal(meta);
    case 'template': return children.length === 1 ? value(0) : children.map((_, index) => value(index)).join('');
    case 'tuple': return children.map((_, index) => value(index));
    case 'scopeTraversal': return meta.traversal.reduce((found, { segment }) => step(found, segment), scope);
    case 'index': return step(value(0), value(1));
    case 'conditional': return value(0) ? value(1) : value(2);
    case 'unaryOp': return meta.operator === 'logicalNot' ? !value(0) : unknown(meta.operator);
    case 'binaryOp': return (operators[meta.operator] ?? unknown(meta.operator))(value(0), value(1));
    case 'function': return call(meta.name, children, scope);
    case 'for': return Object.entries(value(0)).map(([key, item]) => evaluate(children.at(-1), { ...scope, [meta.keyVar]: key, [meta.valVar]: item }));
    default: return unknown(type);
  }
}

function literal({ type, value }) {
  return type === 'string' ? value.replace(/\\(.)/g, '$1') : JSON.parse(value);
}

function call(name, parameters, scope) {
  if (name !== 'can') {
    return (functions[name] ?? unknown(name))(...parameters.map(parameter => evaluate(parameter, scope)));
  }

  try {
    evaluate(parameters[0], scope);
    return true;
  } catch (error) {
    if (error instanceof Unknown) {
      throw error;
    }

    return false;
  }
}

/** A value as a variable of a type has it: with what is optional and was not given. */
async function convert(value, type) {
  const { meta, children, ...tree } = await getExpressionAst('type', type);
  if (value === null || tree.type === 'scopeTraversal') {
    // A text that is a number is taken for one.
    const given = type.trim() === 'number' && typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
    return given === null || typeof given === { string: 'string', number: 'number', bool: 'boolean' }[type.trim()] ? given : refuse(`it is no ${type}`);
  }

  const inner = children[0].meta?.value;
  switch (meta.name) {
    case 'list':
    case 'set': return Array.isArray(value) ? Promise.all(value.map(item => convert(item, inner))) : refuse('it is no list');
    case 'map': return await object(value, Object.fromEntries(Object.keys(value).map(key => [key, inner])));
    case 'object': return await object(value, children[0].meta.items);
    default: return unknown(meta.name);
  }
}

async function object(value, types) {
  const converted = {};
  for (const [name, type] of Object.entries(types)) {
    const { meta, children } = await getExpressionAst('type', type);
    const isOptional = meta.name === 'optional';
    if (!(name in value) && !isOptional) {
      refuse(`it has no ${name}`);
    }

    const otherwise = isOptional && children[1] ? evaluate(children[1], {}) : null;
    converted[name] = await convert(value[name] ?? otherwise, isOptional ? children[0].meta.value : type);
  }

  return converted;
}

async function answer({ condition, variables }) {
  try {
    const known = {};
    for (const [name, { type, value }] of Object.entries(variables)) {
      known[name] = await convert(value, type);
    }

    return evaluate(await getExpressionAst('condition', condition), { var: known });
  } catch (error) {
    return String(error.message);
  }
}

const [output, questions] = process.argv.slice(2);
const answers = [];
for (const question of JSON.parse(readFileSync(questions, 'utf8'))) {
  answers.push(await answer(question));
}

writeFileSync(output, JSON.stringify(answers));
