'use strict';

const ms = require('ms');

/** How long something has been up, in words. */
function uptime(startedAt, now) {
  if (now < startedAt) {
    throw new RangeError('now lies before startedAt');
  }
  return `up for ${ms(now - startedAt, { long: true })}`;
}

/** Whether it has been up for at least a time such as "2 hours". */
function hasBeenUpFor(startedAt, now, atLeast) {
  return now - startedAt >= ms(atLeast);
}

module.exports = { uptime, hasBeenUpFor };
