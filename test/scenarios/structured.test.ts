import { describe, expect, test } from 'vitest';
import { messageText } from '../../src/core/chat/message.ts';
import { Scenario } from '../fakes/scenario.ts';
import type { Step } from '../fakes/scriptedProvider.ts';

const schema = {
  type: 'object',
  properties: { city: { type: 'string' }, people: { type: 'integer' } },
  required: ['city', 'people'],
  additionalProperties: false,
};
const parameters = { structured: { name: 'city', schema } };
const says = (text: string, finish: 'stop' | 'length' = 'stop'): Step[] => [
  text.slice(0, 5),
  text.slice(5),
  { usage: { inputTokens: 10, outputTokens: 2 } },
  { finish },
];
const GOOD = '{"city":"Ulm","people":128000}';

describe('an answer that must be JSON of a schema', () => {
  test('comes at once, checked, and is asked for in words', async () => {
    const scenario = new Scenario({ a: says(` ${GOOD}\n`) });
    expect((await scenario.run({ parameters })).slice(2)).toEqual([
      `0 text ${JSON.stringify(GOOD)}`,
      '0 done a/m stop 0.000014 priced in 1',
    ]);
    const [call] = scenario.providers.a?.calls ?? [];
    expect(call?.structured).toEqual(parameters.structured);
    expect(messageText(call?.messages[0] ?? { parts: [] })).toContain(JSON.stringify(schema));
  });

  test('is given back once when it is wrong, with what is wrong', async () => {
    const scenario = new Scenario({ a: [says('{"city":"Ulm","people":"many"}'), says(GOOD)] });
    expect((await scenario.run({ parameters })).slice(2)).toEqual([
      '0 attempt 2 a/m',
      `0 text ${JSON.stringify(GOOD)}`,
      '0 done a/m stop 0.000028 priced in 2',
    ]);
    const [, second] = scenario.providers.a?.calls ?? [];
    expect(second?.messages.slice(-2).map(messageText)).toEqual([
      '{"city":"Ulm","people":"many"}',
      expect.stringContaining('at people: '),
    ]);
  });

  test('that stays wrong goes to the next model', async () => {
    const log = await new Scenario({ a: says('no idea'), b: says(GOOD) }).run({ parameters });
    expect(log.slice(2, 5)).toEqual(['0 attempt 2 a/m', '0 fallback a/m → b/m: protocol after 0', '0 attempt 3 b/m']);
  });

  test('that was cut short is shown as it is', async () => {
    const log = await new Scenario({ a: says('{"city":"U', 'length') }).run({ parameters });
    expect(log.slice(2)).toEqual(['0 text "{\\"city\\":\\"U"', '0 done a/m length 0.000014 priced in 1']);
  });
});
