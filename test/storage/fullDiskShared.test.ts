import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Limit, leftOf } from '../../src/core/accounting/budget.ts';
import { SwitchyardError } from '../../src/core/chat/errors.ts';
import type { Start } from '../../src/core/limits/limits.ts';
import { SILENT } from '../../src/core/ports/logger.ts';
import type { Amount, Reservation } from '../../src/core/ports/reservations.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { aRow } from './aRow.ts';
import { littleSpaces } from './littleSpace.ts';

const NEVER = new AbortController().signal;
const DAY: Limit = { name: 'day', nano: 100_000, scope: { since: 0, server: false } };
const EACH = 100;

function reservationOf(requestId: string): Reservation {
  const { attempt, startedAt, source, conversationId, task, difficulty, model, provider } = aRow();
  const row = { requestId, attempt, startedAt, source, conversationId, task, difficulty, model, provider };
  return { ...row, job: null, inputTokens: 10, inputNano: 100, outputRate: 1_000_000, hidden: false };
}

const amountFor = (left: number): Amount | undefined => (EACH <= left ? { nano: EACH, outputTokens: 1 } : undefined);

function startOf(at: number): Start {
  return { model: 'm', at, inputTokens: 10, outputTokens: 10, leaseUntil: at + 30_000 };
}

describe.each(littleSpaces().map((space) => [space.name, space] as const))('on a full disk (%s)', (_, littleSpace) => {
  test('nothing is sent beyond a budget: it is refused in words, and goes on when there is space again', async () => {
    using space = littleSpace();
    const { ledger, reservations } = await openLedger(join(space.path, 'ledger.db'), SILENT, () => {});
    const reserve = (id: string) => reservations.reserve(reservationOf(id), [DAY], amountFor, NEVER);
    const sent: string[] = [];
    const refused: unknown[] = [];
    const tryIt = async (id: string) => {
      const held = await reserve(id).catch((error: unknown) => void refused.push(error));
      // Then it is sent, and costs what was set aside.
      if (held === undefined || 'name' in held) return;
      sent.push(id);
      ledger.record(aRow({ requestId: id, costNano: EACH }));
    };
    await tryIt('before');
    space.fill();
    for (let request = 0; request < 1500; request++) await tryIt(`full ${request}`);
    const [first] = refused;
    expect(SwitchyardError.is(first) && first.kind).toBe('budget');
    const words =
      space.kind === 'disk' ? /^The disk is full: under a budget nothing can be sent/ : /could not be checked/;
    expect((first as Error).message).toMatch(words);
    expect(sent.length * EACH).toBeLessThanOrEqual(DAY.nano);
    const [standing] = reservations.standings([DAY]);
    // What was sent counts, as spent or as set aside, whether its row could be written or not.
    expect(standing && leftOf(standing)).toBeLessThanOrEqual(DAY.nano - sent.length * EACH);
    space.free();
    const goesOn = async () => {
      refused.length = 0;
      await tryIt(`after ${sent.length}`);
      return refused.length === 0;
    };
    await expect.poll(goesOn, { timeout: 10_000 }).toBe(true);
    await expect.poll(() => ledger.spentSince(0).nano, { timeout: 10_000 }).toBe(sent.length * EACH);
    for (let request = 0; request < 1500; request++) await tryIt(`then ${request}`);
    expect(sent.length * EACH).toBe(DAY.nano);
    ledger.close();
  });

  test('the past still counts for a budget where the ledger could not even be opened', async () => {
    using space = littleSpace();
    const file = join(space.path, 'ledger.db');
    const before = await openLedger(file, SILENT, () => {});
    before.ledger.record(aRow({ costNano: DAY.nano - EACH }));
    before.ledger.close();
    space.fill();
    const { ledger, reservations } = await openLedger(file, SILENT, () => {});
    const reserve = (id: string) => reservations.reserve(reservationOf(id), [DAY], amountFor, NEVER);
    expect(await reserve('fits')).toMatchObject({ nano: EACH });
    expect(await reserve('too much')).toMatchObject({ name: 'day' });
    ledger.record(aRow({ requestId: 'fits', costNano: EACH }));
    expect(await reserve('still too much')).toMatchObject({ name: 'day', spentNano: DAY.nano, reservedNano: 0 });
    space.free();
    ledger.close();
  });

  test('who rests is known in memory, and so are the calls of the last minute', async () => {
    using space = littleSpace();
    const { ledger, circuits, limits } = await openLedger(join(space.path, 'ledger.db'), SILENT, () => {});
    const breaker = new CircuitBreaker(systemClock, { store: circuits, random: Math.random });
    const open = (model: string) => {
      const call = breaker.begin(model, 'a', 'r');
      call.failed(new SwitchyardError('modelNotFound', 'x', { status: 404 }), 15_000);
      call.end();
    };
    const now = Date.now();
    const call = () =>
      limits.add('a', startOf(now), now - 60_000, ({ starts }) => (starts.length >= 302 ? 'enough' : undefined));
    open('a/before');
    for (let time = 0; time < 2; time++) expect(call()).toMatchObject({ id: expect.any(Number) });
    space.fill();
    for (let time = 0; time < 300; time++) {
      open(`a/full${time}`);
      expect(call()).toMatchObject({ id: expect.any(Number) });
    }
    expect(breaker.ailments()).toHaveLength(301);
    expect(breaker.openFor('a/before', 'a')?.kind).toBe('modelNotFound');
    expect(limits.counted('a', now - 60_000).starts).toHaveLength(302);
    expect(call()).toEqual({ refusal: 'enough' });
    space.free();
    ledger.close();
  });
});
