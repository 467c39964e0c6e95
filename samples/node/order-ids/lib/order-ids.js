'use strict';

const uuidv4 = require('uuid/v4');
const uuidv5 = require('uuid/v5');

const ORDERS = '5f0c3a4e-9f0b-4f6e-8f56-2d1f8f6c9a10';

/** A new order's id. */
function newOrderId() {
  return `order_${uuidv4()}`;
}

/** The same key for the same customer and cart, so that a retried request makes one order. */
function idempotencyKey(customer, cart) {
  return uuidv5(`${customer}/${cart}`, ORDERS);
}

module.exports = { newOrderId, idempotencyKey };
