import { describe, expect, test } from 'vitest';
import { outputSchema } from '../../../src/providers/anthropicMessages/outputSchema.ts';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const closed = (properties: object, more: object = {}) => ({
  ...object(properties, more),
  additionalProperties: false,
});
const STRING = { type: 'string' };

describe('a schema of an answer', () => {
  test('is closed everywhere, without the constraints that the vendor refuses', () => {
    const schema = object(
      {
        name: { type: 'string', minLength: 1, pattern: '^a', description: 'who' },
        age: { type: ['integer', 'null'], minimum: 0 },
        pets: { type: 'array', minItems: 3, items: object({ kind: { enum: ['cat', 'dog'] } }) },
        either: { oneOf: [{ const: 1 }, object({ x: STRING }, { additionalProperties: true })] },
        place: { $ref: '#/$defs/place' },
      },
      { $schema: 'x', required: ['name'], $defs: { place: object({ city: STRING }) } },
    );
    expect(outputSchema(schema)).toEqual(
      closed(
        {
          name: { type: 'string', description: 'who' },
          age: { type: ['integer', 'null'] },
          pets: { type: 'array', items: closed({ kind: { enum: ['cat', 'dog'] } }) },
          either: { anyOf: [{ const: 1 }, closed({ x: STRING })] },
          place: { $ref: '#/$defs/place' },
        },
        { required: ['name'], $defs: { place: closed({ city: STRING }) } },
      ),
    );
  });

  test('is left as it is where it is one already', () => {
    const schema = closed({ a: STRING, type: STRING, properties: STRING }, { required: ['a', 'type', 'properties'] });
    expect(outputSchema(schema)).toEqual(schema);
  });

  const doubling = (times: number) => {
    const twice = (index: number) => object({ a: { $ref: `#/$defs/d${index}` }, b: { $ref: `#/$defs/d${index}` } });
    const names = Array.from({ length: times }, (_, index) => [`d${index}`, twice(index + 1)]);
    const $defs = { ...Object.fromEntries(names), [`d${times}`]: STRING };
    return { ...twice(0), $defs };
  };
  const many = (count: number, schema: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, schema]));

  test.each([
    ['objects of any keys', object({ map: { type: 'object' } })],
    ['maps', object({ map: object({}, { additionalProperties: STRING }) })],
    ['keys by a pattern', { patternProperties: { a: STRING } }],
    ['values that are objects', { enum: [{ a: 1 }] }],
    ['recursion', { $ref: '#/$defs/node', $defs: { node: object({ next: { $ref: '#/$defs/node' } }) } }],
    ['itself', object({ child: { $ref: '#' } })],
    ['a reference elsewhere', { $ref: 'a/$defs/b', $defs: { b: STRING } }],
    ['definitions that double and double', doubling(30)],
    ['a reference to nothing', { $ref: '#/$defs/none' }],
    ['too much that is optional', object(many(25, STRING))],
    [
      'too many choices',
      object(many(17, { type: ['string', 'null'] }), { required: Object.keys(many(17, 0 as never)) }),
    ],
  ])('with %s is not asked for', (_, schema) => {
    expect(outputSchema(schema)).toBeUndefined();
  });

  test('may use one definition twice', () => {
    const place = { $ref: '#/$defs/a~1b' };
    const schema = closed({ from: place, to: place }, { $defs: { 'a/b': closed({ x: STRING }) } });
    expect(outputSchema(schema)).toEqual(schema);
  });
});
