import { afterEach, describe, expect, test } from 'vitest';
import { driftRows, linesOfAnswers } from '../../../src/core/accounting/drift.ts';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import type { Keys } from '../../../src/core/ports/keys.ts';
import type { ProviderSetup } from '../../../src/core/routing/setup.ts';
import { ADMIN_KEY, type Bill, type BillSource } from '../../../src/providers/bills/bill.ts';
import { readBill } from '../../../src/providers/bills/readBill.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import type { SimulatedProvider } from '../../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 5, 1);
const NOW = MONDAY + DAY / 2;

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

/** A vendor that has answered `m` twice and bills `drift` times its price of four cents. */
async function spent(provider: Partial<SimulatedProvider>): Promise<{ started: Simulator; ids: string[] }> {
  const facts = { m: { price: { input: 1000, cachedInput: 100, cacheWrite: 1250, output: 10_000 } } };
  const models = { m: { text: 'one two three' } };
  const sim = { key: 'sk-a', adminKey: 'sk-admin', models, facts, ...provider };
  const started = await startSimulator({ providers: { sim }, now: () => NOW });
  simulator = started;
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x'.repeat(40) }] });
  const headers = { authorization: 'Bearer sk-a' };
  for (const _ of [1, 2]) await fetch(`${started.baseUrl('sim')}/chat/completions`, { method: 'POST', headers, body });
  return { started, ids: started.bills('sim').map(({ id }) => id) };
}

function setupOf(source: BillSource, baseUrl: string): ProviderSetup {
  const setup = testSetup({ providers: { [source]: { baseUrl } } }, { presets: PRESETS, keys: [] });
  return setup.providers.get(source) as ProviderSetup;
}

/** The vendor's account, asked for with these keys; what went wrong as text. */
async function billOf(
  source: BillSource,
  baseUrl: string,
  { ids = [] as string[], key = 'sk-a', adminKey = 'sk-admin', fetch = globalThis.fetch } = {},
): Promise<Bill | string> {
  const keys: Keys = { key: async () => key, secret: async (name) => (name === ADMIN_KEY ? adminKey : undefined) };
  const question = { since: MONDAY, responseIds: ids };
  try {
    return await readBill(source, setupOf(source, baseUrl), keys, question, AbortSignal.timeout(5000), fetch);
  } catch (error) {
    if (!SwitchyardError.is(error)) throw error;
    return `${error.kind}: ${error.message}`;
  }
}

/** A `fetch` whose answers from one place say these things instead. */
function changed(place: string, fields: object): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await globalThis.fetch(input, init);
    if (!response.ok || !new URL(String(input)).pathname.endsWith(`/${place}`)) return response;
    const { data } = (await response.json()) as { data: object };
    return Response.json({ data: { ...data, ...fields } });
  };
}

const rounded = (usd: number) => Number(usd.toFixed(9));

describe('the account of days', () => {
  test.each([
    ['openai', 1.25, 0.2],
    ['anthropic', 2, 0.5],
  ] as const)('of %s is read with the admin key, and its drift is told', async (source, drift, told) => {
    const { started } = await spent({ drift });
    const api = source === 'anthropic' ? 'anthropic-messages' : 'openai-chat';
    const bill = await billOf(source, started.baseUrl('sim', api));
    if (typeof bill === 'string' || bill.of !== 'days') throw new Error(`no account of days: ${String(bill)}`);
    const [row, ...more] = driftRows([{ model: 'm', usd: 0.08 }], bill.lines);
    expect(more).toEqual([]);
    expect([row?.model, rounded(row?.vendorUsd ?? 0), rounded(row?.drift ?? 0)]).toEqual(['m', 0.08 * drift, told]);
  });

  test('is refused to another key', async () => {
    const { started } = await spent({});
    const bill = await billOf('openai', started.baseUrl('sim'), { adminKey: 'sk-a' });
    expect(bill).toMatch(/^auth: /);
  });
});

describe('the account of answers', () => {
  test('has the ledger’s models by id, whatever the vendor calls them', async () => {
    const { started, ids } = await spent({ vendor: 'openrouter', drift: 1.5 });
    const bill = await billOf('openrouter', started.baseUrl('sim'), { ids: [...ids, 'gen-unknown'] });
    if (typeof bill === 'string' || bill.of !== 'answers') throw new Error(`no account of answers: ${String(bill)}`);
    const ledger = ids.map((responseId, at) => ({ responseId, model: at === 0 ? 'a/m:free' : 'a/m', usd: 0.04 }));
    const rows = driftRows(ledger, linesOfAnswers(bill.lines, ledger));
    const shown = rows.map(({ model, vendorUsd, drift }) => [model, rounded(vendorUsd), rounded(drift ?? 0)]);
    expect(shown).toEqual([
      ['a/m:free', 0.06, 0.333333333],
      ['a/m', 0.06, 0.333333333],
    ]);
  });

  test('tells what the key used and has left; of the account to a management key only', async () => {
    const { started, ids } = await spent({ vendor: 'openrouter' });
    const key = {
      ...{ of: 'key', usedUsd: 0.08, leftUsd: 99.92 },
      recently: { todayUsd: 0.08, weekUsd: 0.08, monthUsd: 0.08 },
    };
    expect(await billOf('openrouter', started.baseUrl('sim'), { ids })).toMatchObject({ balances: [key] });
    await started.close();
    const both = await spent({ vendor: 'openrouter', adminKey: 'sk-a' });
    const account = { of: 'account', usedUsd: 0.08, leftUsd: 99.92 };
    expect(await billOf('openrouter', both.started.baseUrl('sim'))).toEqual({
      ...{ of: 'answers', lines: [], untold: 0 },
      balances: [key, account],
    });
  });

  test('has the share of the vendor behind it where one’s own key was used, like the ledger', async () => {
    const { started, ids } = await spent({ vendor: 'openrouter' });
    const bill = await billOf('openrouter', started.baseUrl('sim'), {
      ids,
      fetch: changed('generation', { total_cost: 0.002, usage: 0.002, is_byok: true, upstream_inference_cost: 0.04 }),
    });
    expect(bill).toMatchObject({ lines: ids.map((responseId) => ({ responseId, usd: 0.042 })), untold: 0 });
  });

  test.each([null, undefined, 0])('leaves answers out whose share is %s, and counts them', async (share) => {
    const { started, ids } = await spent({ vendor: 'openrouter' });
    const bill = await billOf('openrouter', started.baseUrl('sim'), {
      ids: [...ids, 'gen-unknown'],
      fetch: changed('generation', { total_cost: 0.002, is_byok: true, upstream_inference_cost: share }),
    });
    expect(bill).toMatchObject({ lines: [], untold: 2 });
  });

  test('of a key counts what vendors behind it billed to one’s own keys', async () => {
    const { started } = await spent({ vendor: 'openrouter' });
    const own = { byok_usage: 4, byok_usage_daily: 1, byok_usage_weekly: 2, byok_usage_monthly: 3 };
    expect(await billOf('openrouter', started.baseUrl('sim'), { fetch: changed('key', own) })).toMatchObject({
      balances: [
        { of: 'key', usedUsd: 4.08, leftUsd: 99.92, recently: { todayUsd: 1.08, weekUsd: 2.08, monthUsd: 3.08 } },
      ],
    });
  });

  test('of a gateway that tells neither has no balances', async () => {
    const { started } = await spent({ vendor: 'openrouter' });
    const fetch: typeof globalThis.fetch = (input, init) =>
      /\/(?:key|credits)$/.test(String(input))
        ? Promise.resolve(new Response('', { status: 404 }))
        : globalThis.fetch(input, init);
    expect(await billOf('openrouter', started.baseUrl('sim'), { fetch })).toEqual({
      ...{ of: 'answers', lines: [], untold: 0, balances: [] },
    });
  });
});

test.each(['openai', 'anthropic', 'openrouter'] as const)('no key of %s is sent or read in clear', async (source) => {
  const asked: unknown[] = [];
  const fetch = async (input: unknown) => {
    asked.push(input);
    return new Response('{}');
  };
  expect(await billOf(source, 'http://gateway.example:8080/v1', { ids: ['gen-1'], fetch })).toBe(
    'auth: a key is not sent unencrypted to http://gateway.example:8080: use https',
  );
  expect(asked).toEqual([]);
});
