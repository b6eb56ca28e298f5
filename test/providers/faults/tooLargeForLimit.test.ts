import { expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';
import { openAi } from './vendorErrors.ts';

const TOO_LARGE =
  'Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 7500, please reduce';
const RESET = { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '7.66s' };

/** What is made of a request that is more than a limit per minute lets through, and of one that only comes too soon. */
function told(status: number, message: string, headers: Record<string, string>): [string, number | undefined] {
  const { kind, retryAfterMs } = failedAnswer({
    status,
    body: openAi(message, 'rate_limit_exceeded', 'tokens'),
    headers,
  });
  return [kind, retryAfterMs];
}

test.each([413, 429])(
  'with status %i a request that is too large for a limit comes back when the vendor says',
  (status) => {
    expect(told(status, TOO_LARGE, {})).toEqual(['rateLimit', undefined]);
    // A reset lets no more through than before.
    expect(told(status, TOO_LARGE, RESET)).toEqual(['rateLimit', undefined]);
    expect(told(status, TOO_LARGE, { ...RESET, 'retry-after': '3' })).toEqual(['rateLimit', 3000]);
    expect(told(status, `${TOO_LARGE}. Please try again in 2.3s.`, RESET)).toEqual(['rateLimit', 2300]);
  },
);

test('a request that only comes too soon waits for the reset', () => {
  expect(told(429, 'Rate limit reached on tokens per minute (TPM): Limit 6000, Used 5447', RESET)).toEqual([
    'rateLimit',
    7660,
  ]);
});
