import { describe, expect, test } from 'vitest';
import { neededOutput, outputLimits } from '../../../src/core/accounting/outputLimit.ts';
import type { Model } from '../../../src/core/models/model.ts';

const model = (facts: Partial<Model>): Model => ({
  ...{ id: 'a/gpt-4o', provider: 'a', name: 'gpt-4o', reasoning: false },
  ...facts,
});

test.each([
  ['what was asked for', {}, 2000, 2000],
  ['what is typical', {}, undefined, 600],
  ['no more than the model writes', { maxOutputTokens: 16_384 }, 100_000, 16_384],
  ['the typical answer, whatever the user lets it write', { outputLimit: 64_000 }, undefined, 600],
])('a window must have left %s', (_, facts, wanted, needed) => {
  expect(neededOutput(model(facts), wanted, {})).toBe(needed);
});

describe('the limit that is sent', () => {
  const limits = (facts: Partial<Model>, inputTokens: number, wanted?: number) =>
    outputLimits(model(facts), { inputTokens, wanted }, {});

  test('is what was asked for or what the user lets the model write, and no more than it writes', () => {
    expect(limits({}, 10)).toEqual({});
    expect(limits({ outputLimit: 500 }, 10)).toEqual({ sent: 500 });
    expect(limits({ outputLimit: 500 }, 10, 700)).toEqual({ sent: 700 });
    expect(limits({ maxOutputTokens: 600 }, 10, 700)).toEqual({ sent: 600, most: 600 });
    expect(outputLimits(model({}), { inputTokens: 10, wanted: 700 }, { maxOutputTokens: 300 })).toEqual({
      sent: 300,
      most: 300,
    });
  });

  test('ends where the window ends, but not below what was needed', () => {
    const facts = { contextWindow: 128_000, outputLimit: 16_384 };
    expect(limits(facts, 110_000)).toEqual({ sent: 16_384, room: 18_000 });
    expect(limits(facts, 120_000)).toEqual({ sent: 8000, room: 8000 });
    expect(limits(facts, 127_500)).toEqual({ sent: 600, room: 600 });
    expect(limits(facts, 127_500, 900)).toEqual({ sent: 900, room: 900 });
  });
});
