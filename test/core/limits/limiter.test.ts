import { expect, test } from 'vitest';
import { isLease, type Lease, Limiter } from '../../../src/core/limits/limiter.ts';
import type { Counted, Start } from '../../../src/core/limits/limits.ts';
import type { Admission } from '../../../src/core/ports/limitStore.ts';
import { MemoryLimits } from '../../../src/storage/limits/memoryLimits.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';

const NEED = { model: 'm', inputTokens: 100, outputTokens: 50 };
const NEVER = new AbortController().signal;

function setUp(limits = {}, store = new MemoryLimits(), clock = new FakeClock()) {
  const limiter = new Limiter(store, clock);
  const provider = { id: 'p', limits };
  const take = async (): Promise<Lease> => {
    const given = await limiter.acquire(provider, NEED, NEVER);
    if (!isLease(given)) throw new Error(given.reason);
    return given;
  };
  return { store, clock, limiter, provider, take };
}

test('Two windows on one store share what a provider takes at a time', async () => {
  const one = setUp({ concurrent: 2 });
  const other = setUp({ concurrent: 2 }, one.store, one.clock);
  const leases = [await one.take(), await other.take()];
  await expect(one.take()).rejects.toThrow('2 requests at a time');
  await expect(other.take()).rejects.toThrow('2 requests at a time');
  leases[0]?.end();
  await other.take();
  await expect(one.take()).rejects.toThrow();
});

test('A call is renewed as long as it runs, and one whose process died is not counted for longer than half a minute', async () => {
  const alive = setUp({ concurrent: 1 });
  const lease = await alive.take();
  await alive.clock.advance(600_000);
  await expect(alive.take()).rejects.toThrow();
  lease.end();
  expect(alive.clock.pending).toBe(0);

  const deadClock = new FakeClock();
  await setUp({ concurrent: 1 }, alive.store, deadClock).take();
  const other = setUp({ concurrent: 1 }, alive.store);
  await expect(other.take()).rejects.toThrow();
  await other.clock.advance(29_999);
  await expect(other.take()).rejects.toThrow();
  await other.clock.advance(1);
  (await other.take()).end();
});

test('What was expected counts until what was used is known', async () => {
  const { take, clock } = setUp({ tokensPerMinute: 300 });
  const [first, second] = [await take(), await take()];
  await expect(take()).rejects.toThrow('300 tokens a minute');
  first.end({ inputTokens: 90, outputTokens: 10 });
  await expect(take()).rejects.toThrow();
  second.end({ inputTokens: 40, outputTokens: 10 });
  await take();
  await expect(take()).rejects.toThrow();
  await clock.advance(60_000);
  await take();
});

test('A lease that is ended twice is ended once', async () => {
  const { take } = setUp({ concurrent: 1 });
  const first = await take();
  first.end();
  await take();
  first.end();
  await expect(take()).rejects.toThrow();
});

test('Where nothing is limited nothing is written, until its vendor tells of a limit', async () => {
  const { store, limiter, take, clock } = setUp();
  await take();
  expect(store.counted('p', 0).starts).toEqual([]);
  const limit = { name: 'requests', counts: 'requests', per: 'model', limit: 5, remaining: 1, gradual: false } as const;
  limiter.learn('p', 'm', [{ ...limit, resetMs: 20_000 }], clock.now());
  await clock.advance(1);
  await take();
  await expect(take()).rejects.toThrow('used up');
  await clock.advance(20_000);
  await take();
});

test('A busy store is asked again; one that stays busy keeps nobody from asking, and a stop ends the wait', async () => {
  const clock = new FakeClock();
  let busy = 3;
  class BusyLimits extends MemoryLimits {
    override add<Refusal>(
      provider: string,
      start: Start,
      since: number,
      refuse: (counted: Counted) => Refusal | undefined,
    ): Admission<Refusal> {
      return busy-- > 0 ? 'busy' : super.add(provider, start, since, refuse);
    }
  }
  const store = new BusyLimits() as MemoryLimits;
  const { limiter, provider } = setUp({ concurrent: 1 }, store, clock);
  const first = limiter.acquire(provider, NEED, NEVER);
  await clock.advance(15);
  expect(isLease(await first)).toBe(true);
  expect(store.counted('p', 0).starts).toHaveLength(1);

  busy = Number.POSITIVE_INFINITY;
  const second = limiter.acquire(provider, NEED, NEVER);
  await clock.advance(500);
  expect(isLease(await second)).toBe(true);

  const controller = new AbortController();
  const third = limiter.acquire(provider, NEED, controller.signal);
  controller.abort();
  await expect(third).rejects.toMatchObject({ kind: 'cancelled' });
});
