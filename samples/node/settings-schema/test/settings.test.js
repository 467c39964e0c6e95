'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { problems } = require('..');

test('good settings have no problems', () => {
  assert.deepEqual(problems({ port: 8080, host: 'localhost' }), []);
});

test('every problem is reported', () => {
  assert.equal(problems({ port: 0, hots: 'x' }).length, 2);
});
