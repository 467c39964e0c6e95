'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { newOrderId, idempotencyKey } = require('..');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('order ids are prefixed, random and distinct', () => {
  const ids = new Set(Array.from({ length: 1000 }, newOrderId));
  assert.equal(ids.size, 1000);
  for (const id of ids) {
    assert.ok(id.startsWith('order_'));
    assert.match(id.slice('order_'.length), UUID);
  }
});

test('the idempotency key depends on customer and cart, and on nothing else', () => {
  assert.equal(idempotencyKey('c1', 'a'), idempotencyKey('c1', 'a'));
  assert.notEqual(idempotencyKey('c1', 'a'), idempotencyKey('c1', 'b'));
  assert.match(idempotencyKey('c1', 'a'), UUID);
});
