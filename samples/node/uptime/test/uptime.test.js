'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { uptime, hasBeenUpFor } = require('..');

test('says the uptime in words', () => {
  assert.equal(uptime(0, 3 * 60 * 60 * 1000), 'up for 3 hours');
  assert.equal(uptime(0, 90 * 1000), 'up for 2 minutes');
});

test('compares with a time in words', () => {
  assert.equal(hasBeenUpFor(0, 7_200_000, '2 hours'), true);
  assert.equal(hasBeenUpFor(0, 7_199_999, '2h'), false);
});

test('refuses a time before the start', () => {
  assert.throws(() => uptime(10, 5), RangeError);
});
