import { describe, expect, test } from 'vitest';
import { schemaSubset } from '../../../src/providers/gemini/schemaSubset.ts';

describe("a schema in Gemini's own kind", () => {
  test.each([
    [
      'keeps what both have',
      { type: 'string', description: 'd', minLength: 2, pattern: '^a' },
      { type: 'string', description: 'd', minLength: 2, pattern: '^a' },
    ],
    [
      'drops what it has no word for',
      { type: 'object', $id: 'x', additionalProperties: false, default: {}, properties: {} },
      { type: 'object', properties: {} },
    ],
    ['has null as a flag', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    [
      'has several types as a choice',
      { type: ['string', 'integer', 'null'] },
      { anyOf: [{ type: 'string' }, { type: 'integer' }], nullable: true },
    ],
    [
      'has a choice of one as that one',
      { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }], title: 't' },
      { type: 'integer', minimum: 1, title: 't', nullable: true },
    ],
    [
      'has oneOf as anyOf',
      { oneOf: [{ type: 'string' }, { type: 'number' }] },
      { anyOf: [{ type: 'string' }, { type: 'number' }] },
    ],
    [
      'joins allOf',
      { allOf: [{ type: 'object' }, { properties: { a: { type: 'string' } } }] },
      { type: 'object', properties: { a: { type: 'string' } } },
    ],
    ['has a constant as a list of one', { const: 'x' }, { type: 'string', enum: ['x'] }],
    ['may have null among them', { enum: ['a', null] }, { type: 'string', enum: ['a'], nullable: true }],
    ['has lists of strings only', { type: 'integer', enum: [1, 2] }, { type: 'integer' }],
    ['has no string formats but a date with its time', { type: 'string', format: 'uri' }, { type: 'string' }],
    ['keeps that one', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date-time' }],
    ['keeps formats of numbers', { type: 'integer', format: 'int64' }, { type: 'integer', format: 'int64' }],
    ['needs to know what is in a list', { type: 'array' }, { type: 'array', items: { type: 'string' } }],
    [
      'has one kind of element',
      { type: 'array', items: [{ type: 'number' }] },
      { type: 'array', items: { type: 'number' } },
    ],
  ])('%s', (_, schema, expected) => {
    expect(schemaSubset(schema)).toEqual(expected);
  });

  test('has references filled in', () => {
    const schema = {
      type: 'object',
      properties: { a: { $ref: '#/$defs/a~1b' }, c: { $ref: '#/definitions/c' }, gone: { $ref: '#/$defs/gone' } },
      $defs: { 'a/b': { type: 'string' } },
      definitions: { c: { type: 'number' } },
    };
    expect(schemaSubset(schema)).toEqual({
      type: 'object',
      properties: { a: { type: 'string' }, c: { type: 'number' }, gone: { type: 'object' } },
    });
  });

  test('ends although it is recursive, many times over', () => {
    const child = { $ref: '#/$defs/node' };
    const properties = Object.fromEntries([...'abcdefgh'].map((name) => [name, child]));
    const schema = { ...child, $defs: { node: { type: 'object', properties } } };
    expect(JSON.stringify(schemaSubset(schema)).length).toBeLessThan(300);
  });

  test('ends although it is a list of itself', () => {
    const schema = {
      $ref: '#/$defs/node',
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
    };
    expect(JSON.stringify(schemaSubset(schema)).length).toBeLessThan(1000);
  });
});
