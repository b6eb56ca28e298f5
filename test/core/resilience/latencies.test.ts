import { describe, expect, test } from 'vitest';
import { Latencies } from '../../../src/core/resilience/latencies.ts';

const NOW = 1_800_000_000_000;
const word = { model: 'a/m', provider: 'a', startedAt: NOW, inputTokens: 100, gaveUp: false };

/** The habits of a model that waited so long each time, oldest first. */
const known = (waits: readonly number[]) =>
  new Latencies(
    { now: () => NOW },
    waits.map((waitedMs) => ({ ...word, waitedMs })),
  );

describe("a model's usual wait", () => {
  test('is unknown before its fifth answer', () => {
    expect(known([1, 2, 3, 4]).usualMs('a/m', 100)).toBeUndefined();
    expect(known([1, 2, 3, 4, 5]).usualMs('a/m', 100)).toBe(5);
    expect(known([1, 2, 3, 4, 5]).usualMs('a/n', 100)).toBeUndefined();
  });

  test('is the 95th percentile of its last fifty', () => {
    const waits = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(known(waits).usualMs('a/m', 100)).toBe(98);
    expect(known([...waits.map(() => 10_000), ...waits.slice(0, 50)]).usualMs('a/m', 100)).toBe(48);
  });

  test('does not reach back more than a week', () => {
    const latencies = known([]);
    for (let day = 5; day < 12; day++) latencies.add({ ...word, startedAt: NOW - day * 86_400_000, waitedMs: 1 });
    expect(latencies.usualMs('a/m', 100)).toBeUndefined();
  });

  test('is longer for a prompt that is longer than those before, and not shorter for a shorter one', () => {
    const latencies = known([500, 500, 500, 500, 500]);
    expect(latencies.usualMs('a/m', 2000)).toBe(500);
    expect(latencies.usualMs('a/m', 20_000)).toBe(5000);
    for (let more = 0; more < 50; more++) latencies.add({ ...word, inputTokens: 20_000, waitedMs: 900 });
    expect(latencies.usualMs('a/m', 20_000)).toBe(900);
    expect(latencies.usualMs('a/m', 100)).toBe(900);
  });

  test('grows when it is given up after longer than usual', () => {
    const latencies = known([500, 500, 500, 500, 500]);
    latencies.add({ ...word, waitedMs: 400, gaveUp: true });
    expect(latencies.usualMs('a/m', 100)).toBe(500);
    latencies.add({ ...word, waitedMs: 3000, gaveUp: true });
    expect(latencies.usualMs('a/m', 100)).toBe(3000);
  });
});

test('a model is warm for four minutes after its answer, unless its server answered with another', () => {
  let now = NOW;
  const latencies = new Latencies({ now: () => now });
  latencies.add({ ...word, waitedMs: 100 });
  expect(latencies.isWarm('a/m', 'a')).toBe(true);
  now += 5 * 60_000;
  expect(latencies.isWarm('a/m', 'a')).toBe(false);
  latencies.add({ ...word, startedAt: now, waitedMs: 100 });
  latencies.add({ ...word, startedAt: now, waitedMs: 100, model: 'a/other' });
  expect(latencies.isWarm('a/m', 'a')).toBe(false);
});
