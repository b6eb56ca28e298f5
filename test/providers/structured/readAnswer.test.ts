import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../../src/providers/structured/readAnswer.ts';

const schema = {
  type: 'object',
  properties: { city: { type: 'string' }, people: { type: 'integer' } },
  required: ['city', 'people'],
  additionalProperties: false,
};
const GOOD = '{"city":"Ulm","people":128000}';

describe('JSON in an answer', () => {
  test.each([
    ['a fence', `Here it is:\n\`\`\`json\n${GOOD}\n\`\`\`\nAnything else?`],
    ['words around it', `Sure! ${GOOD} Hope that helps.`],
    ['a trailing comma', '{"city":"Ulm","people":128000,}'],
    ['comments', '{"city":"Ulm", // on the Danube\n"people":128000}'],
    ['single quotes', "{'city':'Ulm','people':128000}"],
    ['thoughts before it', `<think>Maybe {"city":"Bonn","people":1} then?</think>\n\n${GOOD}`],
    ['brackets in the words before it', `Here [as asked, {in full}] is the JSON: ${GOOD}`],
    ['brackets in the words after it', `${GOOD}\n\nNote: {braces} are used.`],
    ['another value after it', `${GOOD}\n\nFor example {"city":"Ulm"} alone would not do.`],
    ['brackets in its strings', `Look: {"city":"Ulm","people":128000} says "}{".`],
    ['a trailing comma, and brackets around it', `So {this}: {"city":"Ulm","people":128000,} {it is}.`],
    ['a missing end', '{"city":"Ulm","people":128000'],
  ])('is found with %s', (_, text) => {
    expect(readAnswer(text, schema)).toEqual({ json: GOOD });
  });

  test.each([
    ['no JSON', 'I cannot say.', 'it holds no JSON value'],
    ['nothing', '', 'it holds no JSON value'],
    ['a missing property', '{"city":"Ulm"}', /^at people: /],
    ['a property too many', '{"city":"Ulm","people":1,"mayor":"?"}', /^at the root: .*mayor/],
  ])('is not: %s', (_, text, fault) => {
    expect(readAnswer(text, schema)).toEqual({
      fault: typeof fault === 'string' ? fault : expect.stringMatching(fault),
    });
  });

  test.each([
    [{ type: 'object' }, '```json\n{"a":1}\n```\nOutput:\n```\n{}\n```', '{"a":1}'],
    [{ type: 'object' }, '{"result":{"x":1}}\nNote: empty means {}', '{"result":{"x":1}}'],
    [{ type: 'array' }, 'The list: ["x","y"] (from [1])', '["x","y"]'],
    [{ type: 'array', items: { type: 'string' } }, '["x","y"]\nSources: [] none', '["x","y"]'],
  ])('is the fullest that fits %j: %j', (wanted, text, json) => {
    expect(readAnswer(text, wanted)).toEqual({ json });
  });

  test('is looked for in one walk: a string that never ends does not hang', () => {
    expect(readAnswer(`{"city":"${'\\"x'.repeat(300_000)}`, schema)).toEqual({
      fault: expect.stringMatching(/^at people/),
    });
  });

  test('is not checked against a schema that cannot be read', () => {
    expect(readAnswer('[1]', { type: 'no such type' })).toEqual({ json: '[1]' });
  });
});
