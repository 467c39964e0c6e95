'use strict';

const Ajv = require('ajv');
const addKeywords = require('ajv-keywords');

/** A validator with the keywords that administrators may use in their own schemas. */
function adminValidator(schema) {
  const ajv = new Ajv({ allErrors: true });
  addKeywords(ajv, ['range', 'uniqueItemProperties']);
  return ajv.compile(schema);
}

module.exports = { adminValidator };
