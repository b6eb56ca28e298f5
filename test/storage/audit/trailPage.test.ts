import { expect, test } from 'vitest';
import type { AuditQuery, AuditStore } from '../../../src/storage/audit/auditStore.ts';
import type { TrailFilter } from '../../../src/storage/audit/trailPage.ts';
import { trailPage } from '../../../src/storage/audit/trailPage.ts';
import { aDecision, ENDED } from './aRecord.ts';

type Listed = ReturnType<AuditStore['list']>[number];

const ANY: TrailFilter = { text: '', model: null, task: null, outcome: null, conversationId: null };
const MANY = 100_000;

/** A trail of so many requests, of which every tenth fell back and every twenty thousandth failed. */
function aTrail(of = MANY): Pick<AuditStore, 'list'> & { read: number } {
  const at = (number: number): Listed => ({
    ...aDecision(`r${number}`, number, { conversationId: number % 2 === 0 ? 'even' : 'odd' }),
    ...{ number, texts: null, attempts: [] },
    end: {
      ...ENDED,
      ...(number % 10 === 0
        ? { model: 'b/m', fallbacks: [{ from: 'a/m', to: 'b/m', kind: 'server' as const, afterCharacters: 0 }] }
        : {}),
      ...(number % 20_000 === 0 ? { outcome: 'failed' as const, errorKind: 'auth' as const } : {}),
    },
  });
  return {
    read: 0,
    list({ before = of + 1, limit, withoutTexts }: AuditQuery) {
      expect(withoutTexts).toBe(true);
      const length = Math.max(0, Math.min(limit, before - 1));
      this.read += length;
      return Array.from({ length }, (_, index) => at(before - 1 - index));
    },
  };
}
const ids = ({ records }: { readonly records: readonly Listed[] }) => records.map(({ requestId }) => requestId);

test('a page is the newest, and the next one goes on where it ended', async () => {
  const trail = aTrail(120);
  const first = await trailPage(trail, ANY, { before: null, limit: 50 });
  expect([ids(first)[0], ids(first).at(-1), first.next]).toEqual(['r120', 'r71', 71]);
  const third = await trailPage(trail, ANY, { before: 21, limit: 50 });
  expect([ids(third).length, third.next]).toEqual([20, null]);
});

test.each([
  [{ outcome: 'fellBack' }, 'r120 r110'],
  [{ outcome: 'unfinished' }, ''],
  [{ model: 'b/m' }, 'r120 r110'],
  [{ task: 'fix' }, ''],
  [{ conversationId: 'odd' }, 'r119 r117'],
  [{ text: 'FALLBACK server' }, 'r120 r110'],
  [{ text: 'too small' }, 'r120 r119'],
  [{ text: 'r117' }, 'r117'],
  [{ text: 'fallback nowhere' }, ''],
] as const)('narrowed by %j it has %s', async (filter, found) => {
  expect(ids(await trailPage(aTrail(120), { ...ANY, ...filter }, { before: null, limit: 2 })).join(' ')).toBe(found);
});

test('what is rare among a hundred thousand is searched for a little at a time, and found', async () => {
  const trail = aTrail();
  const found: string[] = [];
  let pages = 0;
  for (let before: number | null = null; ; pages++) {
    const page: Awaited<ReturnType<typeof trailPage>> = await trailPage(
      trail,
      { ...ANY, outcome: 'failed' },
      { before, limit: 50 },
    );
    found.push(...ids(page));
    before = page.next;
    if (before === null) break;
    expect(trail.read).toBeLessThanOrEqual((pages + 1) * 3000);
  }
  expect(found).toEqual(['r100000', 'r80000', 'r60000', 'r40000', 'r20000']);
  expect(pages).toBeGreaterThan(30);
});
