import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src/providers/retryAfter.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

test.each([
  ['retry-after: 3', 3000],
  ['retry-after: 0', 0],
  ['retry-after: 1.5', 1500],
  ['retry-after: Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
  ['retry-after: Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ['retry-after-ms: 660', 660],
  ['retry-after-ms: 660, retry-after: 9', 660],
  ['retry-after: soon', undefined],
  ['retry-after: -5', undefined],
  ['retry-after-ms: nonsense, retry-after: 2', 2000],
  ['', undefined],
] as const)('the headers "%s" say %s ms', (headers, expected) => {
  expect(retryAfterMs(headersOf(headers), 'slow down', NOW)).toBe(expected);
});

test.each([
  ['Rate limit reached. Please try again in 20s.', 20_000],
  ['Please try again in 2.3s. Need more?', 2300],
  ['Please try again in 250ms.', 250],
  ['Please retry in 2 m', 120_000],
  ['Please try again later.', undefined],
  ['It broke', undefined],
])('the words "%s" say %s ms', (words, expected) => {
  expect(retryAfterMs(undefined, words, NOW)).toBe(expected);
  expect(retryAfterMs(headersOf('retry-after: 1'), words, NOW)).toBe(1000);
});

function headersOf(text: string): Headers {
  const pairs = text.split(/, (?=retry)/).flatMap((line): [string, string][] => {
    const [name, value] = line.split(/: (.*)/s);
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return new Headers(pairs);
}
