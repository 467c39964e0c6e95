'use strict'
// Answers one line of JSON with one line of JSON, from the semver and npm-package-arg packages in the folder given.
const path = require('node:path')
const readline = require('node:readline')
const modules = path.join(process.argv[2], 'node_modules')
const semver = require(path.join(modules, 'semver'))
const npa = require(path.join(modules, 'npm-package-arg'))

const attempt = (action, otherwise = null) => {
  try {
    return action()
  } catch {
    return otherwise
  }
}

const judge = ({ a, b, r, s }, loose) => {
  const options = { loose }
  const range = attempt(() => new semver.Range(r, options))
  const other = attempt(() => new semver.Range(s, options))
  const versions = [semver.valid(a, options), semver.valid(b, options)]
  return {
    versions,
    builds: [a, b].map(v => semver.parse(v, options)?.build?.join('.') ?? null),
    order: versions.includes(null) ? null : semver.compare(a, b, options),
    range: semver.validRange(r, options),
    sets: range && range.set.map(set => set.map(comparator => comparator.value)),
    satisfies: [semver.satisfies(a, r, options), semver.satisfies(b, r, options)],
    subset: range && other ? semver.subset(range, other, options) : null,
    lowest: range ? attempt(() => semver.minVersion(r, options)?.version ?? null, 'throws') : null,
    newest: attempt(() => semver.maxSatisfying([a, b], r, options)),
  }
}

const classify = ({ spec }) => {
  const result = attempt(() => npa.resolve('some-name', spec, '/somewhere'))
  return { type: result?.type ?? null, alias: result?.subSpec?.name ?? null, target: result?.subSpec?.type ?? null }
}

readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', line => {
  const question = JSON.parse(line)
  const answer = 'spec' in question ? classify(question) : { strict: judge(question, false), loose: judge(question, true) }
  process.stdout.write(JSON.stringify(answer) + '\n')
})
