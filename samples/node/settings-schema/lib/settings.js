'use strict';

const Ajv = require('ajv');

const SCHEMA = {
  type: 'object',
  required: ['port'],
  additionalProperties: false,
  properties: {
    port: { type: 'integer', minimum: 1, maximum: 65535 },
    host: { type: 'string', minLength: 1 },
  },
};

const validate = new Ajv({ allErrors: true }).compile(SCHEMA);

/** The problems of some settings: an empty list when there are none. */
function problems(settings) {
  return validate(settings) ? [] : validate.errors.map((error) => error.message);
}

module.exports = { problems };
