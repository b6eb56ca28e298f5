import { describe, expect, test } from 'vitest';
import { faultLayers } from '../../../src/providers/faults/faultLayers.ts';
import { retryAfterMs } from '../../../src/providers/faults/retryAfterMs.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

/** What an error about a limit says of when to come back; headers as lines. */
function delay(headers: string, body: unknown = 'slow down', limited = true): number | undefined {
  const layers = faultLayers(body);
  const words = layers.map(({ message }) => message).join('\n');
  const lines = headers.split('\n').filter(Boolean);
  const pairs = lines.map((line): [string, string] => [
    line.slice(0, line.indexOf(':')),
    line.slice(line.indexOf(':') + 2),
  ]);
  return retryAfterMs({ words, layers }, new Headers(pairs), limited, NOW);
}

describe('retry-after', () => {
  test.each([
    ['retry-after: 3', 3000],
    ['retry-after: 0', 0],
    ['retry-after: 1.5', 1500],
    ['retry-after: Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
    ['retry-after: Fri, 20 Nov 2026 11:00:00 GMT', 0],
    // By the server's own clock.
    ['date: Fri, 20 Nov 2026 14:00:00 GMT\nretry-after: Fri, 20 Nov 2026 14:00:07 GMT', 7000],
    // Gateways that pass on a time.
    ['retry-after: 1795176010', 10_000],
    ['retry-after: 20s', 20_000],
    ['retry-after-ms: 660', 660],
    ['retry-after-ms: 660.2', 661],
    ['retry-after-ms: 660\nretry-after: 9', 660],
    ['retry-after: soon', undefined],
    ['retry-after: -5', undefined],
    ['retry-after: Infinity', undefined],
    ['retry-after: 99999999', undefined],
    ['retry-after: Fri, 20 Nov 2099 12:00:00 GMT', undefined],
    ['retry-after:  ', undefined],
    ['retry-after-ms: -1\nretry-after: 2', 2000],
    ['retry-after-ms: nonsense\nretry-after: 2', 2000],
    ['', undefined],
  ])('%j says %s ms', (headers, expected) => {
    expect(delay(headers)).toBe(expected);
  });
});

describe('the reset of a limit', () => {
  test.each([
    // platform.openai.com/docs/guides/rate-limits: the limit that is used up counts.
    [
      'x-ratelimit-remaining-requests: 4999\nx-ratelimit-reset-requests: 12ms\nx-ratelimit-remaining-tokens: 0\nx-ratelimit-reset-tokens: 1m30s',
      90_000,
    ],
    [
      'x-ratelimit-remaining-requests: 0\nx-ratelimit-reset-requests: 6ms\nx-ratelimit-remaining-tokens: 900\nx-ratelimit-reset-tokens: 6m0s',
      6,
    ],
    // Both are used up: the later one. None is: the later one.
    [
      'x-ratelimit-remaining-requests: 0\nx-ratelimit-reset-requests: 2s\nx-ratelimit-remaining-tokens: 0\nx-ratelimit-reset-tokens: 1s',
      2000,
    ],
    [
      'x-ratelimit-remaining-requests: 9\nx-ratelimit-reset-requests: 2s\nx-ratelimit-remaining-tokens: 9\nx-ratelimit-reset-tokens: 7.66s',
      7660,
    ],
    ['x-ratelimit-reset-tokens: 60', 60_000],
    ['x-ratelimit-reset-requests: 1h2m', 3_720_000],
    // OpenRouter in milliseconds since 1970, GitHub in seconds.
    ['x-ratelimit-remaining: 0\nx-ratelimit-reset: 1795176005000', 5000],
    ['x-ratelimit-remaining: 0\nx-ratelimit-reset: 1795176005', 5000],
    ['x-ratelimit-reset: 1754667660000', 0],
    // inference-docs.cerebras.ai
    [
      'x-ratelimit-remaining-requests-day: 10\nx-ratelimit-reset-requests-day: 33011.4\nx-ratelimit-remaining-tokens-minute: 0\nx-ratelimit-reset-tokens-minute: 11.4',
      11_400,
    ],
    // docs.claude.com/en/api/rate-limits
    [
      'anthropic-ratelimit-requests-remaining: 40\nanthropic-ratelimit-requests-reset: 2026-11-20T12:00:59Z\nanthropic-ratelimit-input-tokens-remaining: 0\nanthropic-ratelimit-input-tokens-reset: 2026-11-20T12:00:20Z',
      20_000,
    ],
    ['ratelimit-remaining: 0\nratelimit-reset: 4', 4000],
    ['x-ratelimit-reset: later', undefined],
    // What the server says outright is better.
    ['retry-after: 1\nx-ratelimit-remaining-requests: 0\nx-ratelimit-reset-requests: 9s', 1000],
  ])('%j is in %s ms', (headers, expected) => {
    expect(delay(headers)).toBe(expected);
  });

  test('means nothing where no limit is to blame', () => {
    expect(delay('x-ratelimit-remaining: 0\nx-ratelimit-reset: 4', 'no', false)).toBeUndefined();
    expect(delay('retry-after: 4', 'no', false)).toBe(4000);
  });
});

describe('the body', () => {
  const google = (...details: object[]) => ({
    error: { code: 429, message: 'You exceeded your current quota', details },
  });

  test.each([
    [google({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.074824224s' }), 34_075],
    [google({ retryDelay: { seconds: 44 } }), 44_000],
    [[google({ retryDelay: '23s' })], 23_000],
    [{ error: { message: JSON.stringify(google({ retryDelay: '5s' })), code: 429 } }, 5000],
    [
      {
        error: {
          message: 'Provider returned error',
          metadata: { retry_after_seconds: 17, retry_after_seconds_raw: 16.007 },
        },
      },
      17_000,
    ],
    [{ error: { message: 'x', metadata: { headers: { 'Retry-After': '17' } } } }, 17_000],
    [
      {
        error: {
          message: 'x',
          metadata: { headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1795176005000' } },
        },
      },
      5000,
    ],
    [{ error: { type: 'usage_limit_reached', resets_in_seconds: 3600 } }, 3_600_000],
    [{ error: 'Model x is currently loading', estimated_time: 20.5 }, 20_500],
    [{ error: { message: 'x', retry_after_ms: 120 } }, 120],
    [{ error: { message: 'x', retry_after: -4 } }, undefined],
    [{ error: { message: 'x', retry_after: [] } }, undefined],
    [{ error: { message: 'x', metadata: { headers: { 'bad name': 1, 'retry-after': null } } } }, undefined],
  ])('%j says %s ms', (body, expected) => {
    expect(delay('', body)).toBe(expected);
  });

  test('of a limit per day at Google means midnight in California, whatever delay it gives', () => {
    const perDay = {
      violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', quotaValue: '250' }],
    };
    // 04:00 there.
    expect(delay('', google(perDay, { retryDelay: '22s' }))).toBe(20 * 3_600_000);
    const perMinute = { violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' }] };
    expect(delay('', google(perMinute, { retryDelay: '22s' }))).toBe(22_000);
  });
});

describe('words', () => {
  test.each([
    ['Rate limit reached. Please try again in 20s.', 20_000],
    ['Please try again in 2.3s. Need more?', 2300],
    ['Please try again in 250ms.', 250],
    ['Please try again in 1m2.5s. Visit us', 62_500],
    ['try again in 6m0s', 360_000],
    ['Please retry in 2 m', 120_000],
    ['* Quota exceeded, limit: 20\nPlease retry in 34.074824224s.', 34_075],
    ['Please retry after 60 seconds. To increase your limit, visit x', 60_000],
    ['Please wait 34087 seconds before retrying.', 34_087_000],
    ['The limit resets in 3 hours', 10_800_000],
    ['You will regain access on 2026-12-01 at 00:00 UTC.', 10.5 * 86_400_000],
    ['Please try again later.', undefined],
    ['Please retry in 5 attempts', undefined],
    ['Your limit will reset at 2026-11-21 18:00:00', undefined],
    ['It broke', undefined],
  ])('%j say %s ms', (words, expected) => {
    expect(delay('', words)).toBe(expected);
    expect(delay('retry-after: 1', words)).toBe(1000);
  });
});
