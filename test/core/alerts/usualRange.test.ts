import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialTail } from '../../../src/core/alerts/binomialTail.ts';
import type { Sample } from '../../../src/core/alerts/sample.ts';
import { unusual } from '../../../src/core/alerts/usualRange.ts';
import { randomFrom } from '../../storage/crash/random.ts';

const DAY = 86_400_000;

/** How a model behaves: medians, with noise of a heavy tail that differs from day to day. */
interface Behaviour {
  readonly failing: number;
  readonly firstTokenMs: number;
  readonly costNano: number;
  readonly redoing: number;
}
const USUAL: Behaviour = { failing: 0.02, firstTokenMs: 600, costNano: 400_000, redoing: 0.04 };

class Traffic {
  readonly samples: Sample[] = [];
  readonly #random: () => number;
  readonly #moods: number;
  #day = 0;
  now = 0;

  /** `moods`: how much days differ, as the deviation of a logarithm. */
  constructor(seed: number, moods = 0.2) {
    this.#moods = moods;
    this.#random = randomFrom(seed);
  }

  /** So many requests of one day; `look` after each. */
  day(requests: number, behaviour = USUAL, look: () => void = () => {}): void {
    // Work differs from day to day: longer questions, another hour.
    const mood = Math.exp(this.#moods * this.#normal());
    for (let request = 0; request < requests; request++) {
      this.now = (this.#day + (request + 1) / (requests + 2)) * DAY;
      const failed = this.#random() < behaviour.failing;
      const firstTokenMs = failed ? null : behaviour.firstTokenMs * mood * Math.exp(0.5 * this.#normal());
      this.samples.push({
        at: this.now,
        failed,
        firstTokenMs,
        totalMs: firstTokenMs === null ? null : firstTokenMs + 3000 * mood * Math.exp(0.8 * this.#normal()),
        costNano: failed ? null : behaviour.costNano * mood * Math.exp(1.0 * this.#normal()),
        redone: failed ? null : this.#random() < behaviour.redoing,
      });
      look();
    }
    this.#day += 1;
  }

  alerts(): string[] {
    const since = this.now - 16 * DAY;
    return unusual(
      this.samples.slice(-1200).filter(({ at }) => at > since),
      this.now,
    ).map(({ metric }) => metric);
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
  }
}

describe('the tail of the binomial', () => {
  test('is exact where it can be counted by hand', () => {
    expect(binomialTail(2, 1, 0.5)).toBeCloseTo(0.75);
    expect(binomialTail(10, 10, 0.25)).toBeCloseTo(0.25 ** 10, 12);
    expect(binomialTail(5, 0, 0.1)).toBe(1);
    expect(binomialTail(3, 4, 0.9)).toBe(0);
  });

  test('never grows with the hits, and is a probability', () => {
    const cases = fc.tuple(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(cases, ([tries, hits, p]) => {
        const [tail, next] = [binomialTail(tries, hits, p), binomialTail(tries, hits + 1, p)];
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(1);
        expect(next).toBeLessThanOrEqual(tail + 1e-9);
      }),
    );
  });
});

describe('the usual range', () => {
  test.each([
    ['differ by a tenth', 0.1, 1],
    ['differ by a quarter, some by more than half', 0.25, 20],
  ])(
    'is hardly ever left by stable traffic whose days %s, over two thousand days',
    (_, moods, most) => {
      let days = 0;
      const alarms: string[] = [];
      for (let seed = 1; seed <= 20; seed++) {
        const traffic = new Traffic(seed, moods);
        for (let day = 0; day < 110; day++) {
          const told = new Set<string>();
          let looks = 0;
          // Two looks that are near each other see nearly the same.
          const look = () => {
            looks += 1;
            if (day >= 10 && looks % 4 === 0) for (const metric of traffic.alerts()) told.add(metric);
          };
          // Few requests on some days, many on others.
          traffic.day([5, 12, 30, 60][(seed + day) % 4] ?? 30, USUAL, look);
          if (day >= 10) days += 1;
          alarms.push(...[...told].map((metric) => `${seed}/${day} ${metric}`));
        }
      }
      process.stdout.write(
        `usual range: ${alarms.length} false alarms in ${days} days of five measures where days differ by ${moods}\n`,
      );
      expect(days).toBe(2000);
      expect(alarms.slice(most)).toEqual([]);
    },
    180_000,
  );

  test.each([
    ['errors', { ...USUAL, failing: 0.5 }, 20],
    ['firstToken', { ...USUAL, firstTokenMs: 2400 }, 20],
    ['total', { ...USUAL, firstTokenMs: 20_000 }, 20],
    ['cost', { ...USUAL, costNano: 4_000_000 }, 20],
    ['redone', { ...USUAL, redoing: 0.6 }, 20],
  ] as const)('is seen to be left by %s within so many requests', (metric, changed, within) => {
    const needed = Array.from({ length: 40 }, (_, seed) => {
      const traffic = new Traffic(seed + 100);
      for (let day = 0; day < 14; day++) traffic.day(30);
      let at = Infinity;
      let requests = 0;
      traffic.day(60, changed, () => {
        requests += 1;
        if (at === Infinity && traffic.alerts().includes(metric)) at = requests;
      });
      return at;
    }).sort((a, b) => a - b);
    process.stdout.write(`usual range: ${metric} found after ${needed[20]} requests (median), ${needed[37]} (95%)\n`);
    expect(needed[20]).toBeLessThanOrEqual(within);
    expect(needed[37]).toBeLessThanOrEqual(within * 2);
  });

  test('is unknown where too little was asked', () => {
    const traffic = new Traffic(1);
    traffic.day(40);
    traffic.day(20, { ...USUAL, failing: 1 });
    expect(traffic.alerts()).toEqual([]);
  });

  test('is not left for the better', () => {
    const traffic = new Traffic(3);
    for (let day = 0; day < 10; day++) traffic.day(30, { ...USUAL, failing: 0.3, redoing: 0.3 });
    traffic.day(30, { failing: 0, firstTokenMs: 100, costNano: 1000, redoing: 0 });
    expect(traffic.alerts()).toEqual([]);
  });

  test('is not left by a second day like one that was, and one bad day does not hide the next', () => {
    const bad = { ...USUAL, failing: 0.6 };
    const twice = new Traffic(4);
    for (let day = 0; day < 12; day++) twice.day(40, day === 3 || day === 8 ? { ...bad, failing: 0.9 } : USUAL);
    twice.day(40, bad);
    expect(twice.alerts()).not.toContain('errors');
    const once = new Traffic(5);
    for (let day = 0; day < 12; day++) once.day(40, day === 3 ? bad : USUAL);
    once.day(40, bad);
    expect(once.alerts()).toContain('errors');
  });
});
