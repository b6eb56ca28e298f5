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

  test('is not checked against a schema that cannot be read', () => {
    expect(readAnswer('[1]', { type: 'no such type' })).toEqual({ json: '[1]' });
  });
});
