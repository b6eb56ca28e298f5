import { expect, test } from 'vitest';
import { ailmentWords } from '../../../src/core/resilience/ailmentWords.ts';
import type { Ailment } from '../../../src/core/resilience/breaker.ts';

const time = (at: number) => `${at} o'clock`;
const ailment = (changes: Partial<Ailment>): Ailment => ({
  of: 'model',
  id: 'a/m',
  kind: 'server',
  failures: 3,
  since: 0,
  remainingMs: 5,
  probed: false,
  ...changes,
});

test.each<[Partial<Ailment>, string]>([
  [{ kind: 'auth', remainingMs: null }, 'key refused'],
  [{ kind: 'auth' }, "not let in, tried again at 15 o'clock"],
  [{ kind: 'quota' }, "out of credit, tried again at 15 o'clock"],
  [{ kind: 'modelNotFound' }, "unknown to its provider, tried again at 15 o'clock"],
  [{ kind: 'rateLimit' }, "rests until 15 o'clock after 3 rate limits"],
  [{ kind: 'rateLimit', failures: 1 }, "rests until 15 o'clock, as its server asked"],
  [{ kind: 'timeout', failures: 1 }, "rests until 15 o'clock after a failure (timeout)"],
  [{}, "rests until 15 o'clock after 3 failures"],
  [{ probed: true, remainingMs: 0 }, 'is being tried again'],
])('%j: %s', (changes, words) => {
  expect(ailmentWords(ailment(changes), 10, time)).toBe(words);
});
