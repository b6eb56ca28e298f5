import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StopCutter } from '../../src/core/strategies/stopCutter.ts';
import { Scenario } from '../fakes/scenario.ts';
import type { Step } from '../fakes/scriptedProvider.ts';

const BEYOND: Step[] = [
  'One. E',
  'ND',
  ' and more',
  { usage: { inputTokens: 5, outputTokens: 9 } },
  { finish: 'length' },
];
const asked = (api: string) => ({
  providers: { a: { api, baseUrl: 'https://example.test/v1' } },
  routes: { default: ['a/m'] },
});

describe('a stop sequence', () => {
  test('ends the answer also where the API has no word for it, and all of it is paid for', async () => {
    const scenario = new Scenario({ a: BEYOND }, asked('openai-responses'));
    const log = await scenario.run({ parameters: { stop: ['END', 'STOP'], seed: 7 } });
    expect(log.slice(1)).toEqual([
      '0 attempt 1 a/m without seed',
      '0 text "One. "',
      expect.stringContaining('done a/m stop'),
    ]);
    expect(scenario.rows).toEqual([expect.stringContaining('a/m ok 5+9')]);
  });

  test('is left to a vendor that takes it', async () => {
    const scenario = new Scenario({ a: BEYOND }, asked('openai-chat'));
    const log = await scenario.run({ parameters: { stop: ['END'], seed: 7 } });
    expect(log.slice(1, 4)).toEqual(['0 attempt 1 a/m', '0 text "One. E"', '0 text "ND"']);
  });

  test('is seen to where the model refused it', async () => {
    const scenario = new Scenario({ a: BEYOND }, asked('openai-chat'));
    scenario.memory.learn('a/m', { refusedFields: ['stop'] });
    expect((await scenario.run({ parameters: { stop: ['END'] } })).slice(1, 3)).toEqual([
      '0 attempt 1 a/m without stop',
      '0 text "One. "',
    ]);
  });
});

test('any text ends at the same place however it is cut', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(letters), fc.array(letters, { maxLength: 3 }), (pieces, stops) => {
      const cutter = new StopCutter(stops);
      const shown = pieces.map((piece) => cutter.push(piece)).join('') + cutter.flush();
      const text = pieces.join('');
      const ends = stops.filter((stop) => stop !== '' && text.includes(stop));
      expect(cutter.found).toBe(ends.length > 0);
      if (ends.length === 0) expect(shown).toBe(text);
      else expect(ends.some((stop) => text.startsWith(shown + stop))).toBe(true);
    }),
  );
});
