import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitsIn } from '../../../src/providers/transport/limitHeaders.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');

/** Each limit in a line: what it counts for whom, how much of it is left and when it is whole again. */
function lines(headers: Record<string, string>): string[] {
  return limitsIn(new Headers(headers), NOW).map(
    ({ name, counts, per, limit, remaining, resetMs, gradual }) =>
      `${name}: ${remaining} of ${limit ?? '?'} ${counts} per ${per}, whole in ${resetMs}${gradual ? ' little by little' : ''}`,
  );
}

describe('Vendors tell of their limits', () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      'OpenAI',
      {
        'x-ratelimit-limit-requests': '5000',
        'x-ratelimit-limit-tokens': '160000',
        'x-ratelimit-limit-tokens_usage_based': '160000',
        'x-ratelimit-remaining-requests': '4999',
        'x-ratelimit-remaining-tokens': '159976',
        'x-ratelimit-reset-requests': '12ms',
        'x-ratelimit-reset-tokens': '6m0s',
      },
      [
        'requests: 4999 of 5000 requests per model, whole in 12 little by little',
        'tokens: 159976 of 160000 tokens per model, whole in 360000 little by little',
      ],
    ],
    [
      'Groq',
      {
        'x-ratelimit-limit-requests': '14400',
        'x-ratelimit-remaining-requests': '14370',
        'x-ratelimit-reset-requests': '2m59.56s',
        'retry-after': '2',
      },
      ['requests: 14370 of 14400 requests per model, whole in 179560 little by little'],
    ],
    [
      'Azure, which tells neither limit nor reset',
      { 'x-ratelimit-remaining-requests': '19', 'x-ratelimit-remaining-tokens': '19913' },
      ['requests: 19 of ? requests per model, whole in 10000', 'tokens: 19913 of ? tokens per model, whole in 60000'],
    ],
    [
      'Anthropic, by the time of its own clock',
      {
        date: 'Thu, 21 Aug 2025 12:40:00 GMT',
        'anthropic-ratelimit-requests-limit': '1000',
        'anthropic-ratelimit-requests-remaining': '999',
        'anthropic-ratelimit-requests-reset': '2025-08-21T12:40:01Z',
        'anthropic-ratelimit-input-tokens-limit': '80000',
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': '2025-08-21T12:41:00Z',
        'anthropic-ratelimit-output-tokens-limit': '16000',
        'anthropic-ratelimit-output-tokens-remaining': '16000',
        'anthropic-ratelimit-output-tokens-reset': '2025-08-21T12:40:00Z',
      },
      [
        'anthropic-requests: 999 of 1000 requests per model, whole in 1000 little by little',
        'anthropic-input-tokens: 0 of 80000 inputTokens per model, whole in 60000 little by little',
        'anthropic-output-tokens: 16000 of 16000 outputTokens per model, whole in 0 little by little',
      ],
    ],
    [
      'OpenRouter, in milliseconds since 1970',
      {
        'X-RateLimit-Limit': '50',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(NOW + 90_000),
      },
      ['x-ratelimit: 0 of 50 requests per account, whole in 90000'],
    ],
    [
      'Mistral, which tells no reset',
      {
        'x-ratelimit-limit-tokens-minute': '5000000',
        'x-ratelimit-remaining-tokens-minute': '4999911',
        'x-ratelimit-tokens-query-cost': '52',
        'x-ratelimit-limit-req-minute': '720',
        'x-ratelimit-remaining-req-minute': '717',
      },
      [
        'req-minute: 717 of 720 requests per model, whole in 60000',
        'tokens-minute: 4999911 of 5000000 tokens per model, whole in 60000',
      ],
    ],
    [
      'Mistral of old',
      { 'ratelimitbysize-limit': '500000', 'ratelimitbysize-remaining': '499900', 'ratelimitbysize-reset': '28' },
      ['ratelimitbysize: 499900 of 500000 tokens per account, whole in 28000'],
    ],
    [
      'Cerebras',
      {
        'x-ratelimit-limit-requests-day': '1000000000',
        'x-ratelimit-remaining-requests-day': '999997455',
        'x-ratelimit-reset-requests-day': '33011.382867',
        'x-ratelimit-limit-tokens-minute': '1000000000',
        'x-ratelimit-remaining-tokens-minute': '0',
        'x-ratelimit-reset-tokens-minute': '11.382867',
      },
      [
        'tokens-minute: 0 of 1000000000 tokens per model, whole in 11383',
        'requests-day: 999997455 of 1000000000 requests per model, whole in 33011383',
      ],
    ],
    [
      "the IETF's draft, with a policy behind the count",
      { 'RateLimit-Limit': '100, 100;w=60', 'RateLimit-Remaining': '50', 'RateLimit-Reset': '5' },
      ['ratelimit: 50 of 100 requests per account, whole in 5000'],
    ],
  ])('%s', (_, headers, expected) => {
    expect(lines(headers)).toEqual(expected);
  });
});

describe('Nothing is made of', () => {
  test.each<[string, Record<string, string>]>([
    ['no headers', {}],
    ['a limit without what remains', { 'x-ratelimit-limit-requests': '5' }],
    ['words', { 'x-ratelimit-limit-requests': '5', 'x-ratelimit-remaining-requests': 'many' }],
    ['less than nothing', { 'x-ratelimit-remaining-requests': '-1' }],
    ['a fraction of infinity', { 'x-ratelimit-remaining-requests': 'Infinity' }],
    ['hexadecimals', { 'x-ratelimit-remaining-requests': '0x10' }],
    ['an empty value', { 'x-ratelimit-remaining-requests': '' }],
    ['a number that no computer holds', { 'x-ratelimit-remaining-requests': '9'.repeat(40) }],
    ['nothing out of nothing', { 'x-ratelimit-limit-requests': '0', 'x-ratelimit-remaining-requests': '0' }],
    ['a reset in a year', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '365d' }],
  ])('%s', (_, headers) => {
    expect(lines(headers)).toEqual([]);
  });

  test('a reset that cannot be read: the window counts', () => {
    expect(lines({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': 'soon' })).toEqual([
      'tokens: 0 of ? tokens per model, whole in 60000',
    ]);
  });
});

test('Property: whatever stands in the headers, limits are whole numbers of this world', () => {
  const names = ['limit', 'remaining', 'reset'].flatMap((part) => [
    `x-ratelimit-${part}-requests`,
    `x-ratelimit-${part}-tokens-minute`,
    `anthropic-ratelimit-tokens-${part}`,
    `x-ratelimit-${part}`,
  ]);
  const value = fc.oneof(fc.nat().map(String), fc.double().map(String), fc.string(), fc.date().map(String));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names, 'date'), value), (fields) => {
      const headers = new Headers();
      for (const [name, text] of Object.entries(fields)) {
        if (/^[\t\x20-\x7e]*$/.test(text)) headers.set(name, text);
      }
      for (const { remaining, resetMs, limit = 1 } of limitsIn(headers, NOW)) {
        expect(Number.isSafeInteger(remaining) && remaining >= 0).toBe(true);
        expect(Number.isSafeInteger(limit) && limit > 0).toBe(true);
        expect(resetMs >= 0 && resetMs <= 31 * 86_400_000).toBe(true);
      }
    }),
  );
});
