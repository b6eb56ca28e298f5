import { describe, expect, test } from 'vitest';
import type { Counted, LearntLimit, Limits, Start } from '../../../src/core/limits/limits.ts';
import { fullness, fullWords, shareLeft } from '../../../src/core/limits/room.ts';

const NOW = 1_000_000_000;
const NEED = { model: 'm', inputTokens: 100, outputTokens: 50 };

/** A call of so many milliseconds ago. */
function call(ago: number, changes: Partial<Start> = {}): Start {
  return { model: 'm', at: NOW - ago, inputTokens: 100, outputTokens: 50, leaseUntil: 0, ...changes };
}

function told(changes: Partial<LearntLimit> = {}): LearntLimit {
  return {
    name: 'requests',
    counts: 'requests',
    scope: 'm',
    limit: 10,
    remaining: 0,
    since: NOW - 20_000,
    at: NOW - 20_000,
    resetAt: NOW + 40_000,
    gradual: false,
    ...changes,
  };
}

function words(limits: Limits, starts: Start[], learnt: LearntLimit[] = [], need = NEED): string {
  const full = fullness(limits, { starts, learnt }, need, NOW);
  return full === undefined ? 'room' : fullWords(full);
}

describe('What a user sets', () => {
  test.each<[string, Limits, Start[], string]>([
    ['nothing', {}, [call(1), call(2)], 'room'],
    ['requests, one left', { requestsPerMinute: 3 }, [call(50_000), call(1000)], 'room'],
    [
      'requests, none left: until the oldest is a minute old',
      { requestsPerMinute: 2 },
      [call(50_000), call(1000)],
      'its limit of 2 requests a minute is reached, free in 10 s',
    ],
    [
      'requests, more than the limit, as after it was lowered',
      { requestsPerMinute: 1 },
      [call(50_000), call(20_000)],
      'its limit of one request a minute is reached, free in 40 s',
    ],
    ['requests, a minute ago to the millisecond', { requestsPerMinute: 1 }, [call(60_000)], 'room'],
    ['requests, of a clock that was set back', { requestsPerMinute: 1 }, [call(-3_600_000)], 'room'],
    ['tokens, just enough', { tokensPerMinute: 300 }, [call(1000)], 'room'],
    [
      'tokens, one too few: until enough have gone',
      { tokensPerMinute: 449 },
      [call(55_000), call(30_000)],
      'its limit of 449 tokens a minute is reached, free in 5 s',
    ],
    ['tokens, a request larger than the limit, alone', { tokensPerMinute: 20 }, [], 'room'],
    [
      'tokens, a request larger than the limit, not alone',
      { tokensPerMinute: 20 },
      [call(55_000), call(10_000)],
      'its limit of 20 tokens a minute is reached, free in 50 s',
    ],
    ['calls at a time, one left', { concurrent: 2 }, [call(90_000, { leaseUntil: NOW + 1 }), call(10)], 'room'],
    [
      'calls at a time, none left',
      { concurrent: 1 },
      [call(90_000, { leaseUntil: NOW + 1 })],
      'its limit of one request at a time is reached',
    ],
    ['calls at a time, of a process that died', { concurrent: 1 }, [call(90_000, { leaseUntil: NOW })], 'room'],
    [
      'several: the one that takes longest',
      { requestsPerMinute: 2, tokensPerMinute: 300, concurrent: 1 },
      [call(50_000), call(40_000, { leaseUntil: NOW + 1 })],
      'its limit of 2 requests a minute is reached, free in 10 s',
    ],
  ])('%s', (_, limits, starts, expected) => {
    expect(words(limits, starts)).toBe(expected);
  });
});

describe('What a vendor told', () => {
  test.each<[string, LearntLimit, Start[], string]>([
    ['used up, until its reset', told(), [], 'its requests are used up, it said, free in 40 s'],
    ['used up, reset by now', told({ resetAt: NOW }), [], 'room'],
    ['used up, of another model', told({ scope: 'other' }), [], 'room'],
    ['used up, of the whole account', told({ scope: '*' }), [], 'its requests are used up, it said, free in 40 s'],
    ['used up, of the free models', told({ scope: '*:free' }), [], 'room'],
    ['a limit of nothing is none', told({ limit: 0 }), [], 'room'],
    ['one left', told({ remaining: 1 }), [], 'room'],
    [
      'one left, and used since',
      told({ remaining: 1 }),
      [call(10_000)],
      'its requests are used up, it said, free in 40 s',
    ],
    ['one left, and used by what it knew of', told({ remaining: 1 }), [call(20_000), call(30_000)], 'room'],
    ['little by little, one back already', told({ gradual: true, limit: 3 }), [], 'room'],
    [
      'little by little, the next one soon',
      told({ gradual: true, limit: 2 }),
      [],
      'its requests are used up, it said, free in 10 s',
    ],
    ['tokens, enough', told({ counts: 'tokens', limit: 1000, remaining: 150 }), [], 'room'],
    [
      'tokens, too few',
      told({ counts: 'tokens', limit: 1000, remaining: 149 }),
      [],
      'its tokens are used up, it said, free in 40 s',
    ],
    ['input alone, enough', told({ counts: 'inputTokens', limit: 1000, remaining: 100 }), [], 'room'],
    [
      'output alone, too few',
      told({ counts: 'outputTokens', limit: 1000, remaining: 49 }),
      [],
      'its tokens are used up, it said, free in 40 s',
    ],
  ])('%s', (_, learnt, starts, expected) => {
    expect(words({}, starts, [learnt])).toBe(expected);
  });

  test('counts only where no set limit is reached, and is known for hearsay', () => {
    const counted: Counted = { starts: [call(50_000)], learnt: [told()] };
    expect(fullness({ requestsPerMinute: 1 }, counted, NEED, NOW)).toEqual({
      reason: 'its limit of one request a minute is reached',
      freeInMs: 10_000,
    });
    expect(fullness({ requestsPerMinute: 9 }, counted, NEED, NOW)).toMatchObject({ hearsay: true });
  });

  test("of one of OpenRouter's free variants holds for all of them", () => {
    const need = { ...NEED, model: 'x/y:free' };
    expect(words({}, [], [told({ scope: '*:free' })], need)).toMatch(/used up/);
    expect(words({}, [], [told({ scope: '*' })], need)).toBe('room');
  });
});

test('The share that is left is that of the tightest limit', () => {
  const starts = [call(50_000), call(1000, { leaseUntil: NOW + 1 })];
  const share = (limits: Limits, learnt: LearntLimit[] = []) => shareLeft(limits, { starts, learnt }, 'm', NOW);
  expect(share({})).toBe(1);
  expect(share({ requestsPerMinute: 8 })).toBe(0.75);
  expect(share({ requestsPerMinute: 8, tokensPerMinute: 600 })).toBe(0.5);
  expect(share({ concurrent: 1 })).toBe(0);
  expect(share({ requestsPerMinute: 1 })).toBe(0);
  expect(share({}, [told({ remaining: 8 })])).toBeCloseTo(0.7);
  expect(share({}, [told({ remaining: 8, resetAt: NOW })])).toBe(1);
});
