import { APIError } from 'openai';
import { describe, expect, test } from 'vitest';
import { aRow } from '../storage/aRow.ts';
import { TestServer } from './testServer.ts';

const HI = [{ role: 'user' as const, content: 'hi' }];
const MAIL = [{ role: 'user' as const, content: 'Write to jane.doe@bigfirm.com that we agree.' }];

/** What the official client throws for the question, whole and streamed. */
async function refusals({ client }: TestServer, asked: { messages?: typeof HI; model?: string } = {}) {
  const refused = [];
  for (const stream of [false, true]) {
    const error = await client.chat.completions.create({ model: 'auto', messages: HI, ...asked, stream }).then(
      () => 'answered',
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(APIError);
    refused.push(error as APIError);
  }
  return refused;
}

describe('what a budget forbids', () => {
  const settings = (budget: Record<string, unknown>) => () => ({ budget });

  test('is a 402 that says which limit, and is not worth another try', async () => {
    await using served = await TestServer.start({}, {}, settings({ dailyUsd: 1 }));
    served.ledger.record(aRow({ requestId: 'before', startedAt: Date.now(), costNano: 1e9 }));
    for (const error of await refusals(served)) {
      expect(error).toMatchObject({ status: 402, code: 'budget_exceeded', type: 'budget_error' });
      expect(error.message).toMatch(
        /This could cost \$0\.\d+; today's budget is \$1\.00, of which \$1\.00 is spent\. It begins anew tomorrow\./,
      );
      expect(error.headers?.get('x-should-retry')).toBe('false');
      expect(error.error).toMatchObject({ switchyard: { kind: 'budget', attempts: [] } });
    }
    expect(served.simulator.requests).toEqual([]);
  });

  test('counts the server’s own share', async () => {
    await using served = await TestServer.start({}, {}, settings({ monthlyUsd: 10, serverShare: 0.1 }));
    served.ledger.record(aRow({ requestId: 'chat', source: 'panel', startedAt: Date.now(), costNano: 5e9 }));
    await served.client.chat.completions.create({ model: 'auto', messages: HI });
    served.ledger.record(aRow({ requestId: 'script', source: 'server', startedAt: Date.now(), costNano: 1e9 }));
    for (const error of await refusals(served)) {
      expect(error.status).toBe(402);
      expect(error.message).toContain("the local server's share of this month is $1.00");
    }
  });

  test('holds for a pinned model, for a chain of the request’s own, and for prices that nobody knows', async () => {
    await using served = await TestServer.start({}, {}, settings({ requestUsd: 0.000001 }));
    for (const asked of [{ model: 'a/m' }, { model: 'a/m', models: ['b/m'] }]) {
      for (const error of await refusals(served, asked))
        expect([error.status, error.code]).toEqual([402, 'budget_exceeded']);
    }
    for (const error of await refusals(served, { model: 'a/other' })) {
      expect(error.status).toBe(402);
      expect(error.message).toContain('The price of a/other is not known, and there is a budget.');
    }
    expect(served.simulator.requests).toEqual([]);
  });

  test('what fits is answered by who fits', async () => {
    await using served = await TestServer.start({}, { text: 'cheap' }, () => ({
      budget: { requestUsd: 0.01, onLimit: 'downgrade' },
      models: { 'a/m': { price: { input: 100, output: 1000 } }, 'b/m': { price: { input: 0.1, output: 0.1 } } },
    }));
    const asked = { model: 'auto', messages: HI, max_tokens: 1000 };
    expect((await served.client.chat.completions.create(asked)).model).toBe('b/m');
  });
});

describe('what privacy forbids', () => {
  const onlyB = (simulator: TestServer['simulator'], providers: readonly string[]) => ({
    providers: {
      a: { api: 'openai-chat', baseUrl: simulator.baseUrl('a') },
      b: { api: 'openai-chat', baseUrl: simulator.baseUrl('b'), auth: 'none' },
    },
    privacy: { levels: { internal: { providers } } },
  });

  test('is a 403, and nothing is sent', async () => {
    await using served = await TestServer.start({}, {}, (simulator) => onlyB(simulator, []));
    for (const error of await refusals(served, { messages: MAIL })) {
      expect(error).toMatchObject({ status: 403, code: 'privacy', type: 'privacy_error' });
      expect(error.message).toMatch(/No model can take this request \(a\/m: .*; b\/m: .*\)/);
      expect(error.message).not.toContain('jane');
    }
    expect(served.simulator.requests).toEqual([]);
    await served.client.chat.completions.create({ model: 'auto', messages: HI });
  });

  test('goes to who may have it, and to nobody that is pinned and may not', async () => {
    await using served = await TestServer.start({}, { text: 'from b' }, (simulator) => onlyB(simulator, ['b']));
    expect((await served.client.chat.completions.create({ model: 'auto', messages: MAIL })).model).toBe('b/m');
    for (const error of await refusals(served, { model: 'a/m', messages: MAIL })) expect(error.status).toBe(403);
    expect(served.simulator.requests.map(({ provider }) => provider)).toEqual(['b']);
  });
});

describe('what the guard refuses', () => {
  const guarded = (check: 'input' | 'output') => () => ({
    guard: { model: 'b/m', check: [check], windowCharacters: 100 },
    routes: { default: ['a/m'] },
  });

  test('as a question is a 400 of a content filter, and asked of the guard alone', async () => {
    await using served = await TestServer.start({}, { text: 'unsafe\nS9' }, guarded('input'));
    for (const error of await refusals(served)) {
      expect(error).toMatchObject({ status: 400, code: 'content_filter', type: 'invalid_request_error' });
      expect(error.message).toContain('The guard b/m refused the question: indiscriminate weapons.');
    }
    expect(served.simulator.requests.map(({ provider }) => provider)).toEqual(['b', 'b']);
  });

  test('as an answer is never seen', async () => {
    await using served = await TestServer.start({ text: 'Mix the two.' }, { text: 'unsafe\nS9' }, guarded('output'));
    for (const error of await refusals(served)) {
      expect([error.status, error.code]).toEqual([400, 'content_filter']);
      expect(error.message).toContain('The guard b/m refused the answer: indiscriminate weapons.');
    }
  });

  test('after words that it let pass ends the stream with an error', async () => {
    let asked = 0;
    const verdict = () => ({ text: ++asked === 1 ? 'safe' : 'unsafe\nS9' });
    const answer = { text: `${'good '.repeat(40)}${'bad '.repeat(200)}`, tokensPerSecond: 500 };
    await using served = await TestServer.start(answer, verdict, guarded('output'));
    const stream = await served.client.chat.completions.create({ model: 'auto', messages: HI, stream: true });
    let words = '';
    const reading = (async () => {
      for await (const { choices } of stream) words += choices[0]?.delta.content ?? '';
    })();
    await expect(reading).rejects.toMatchObject({ code: 'content_filter' });
    expect(words).toMatch(/^good /);
    expect(words).not.toContain('bad');
  });

  test('that cannot be asked stops the answer, and says so', async () => {
    await using served = await TestServer.start({}, { status: 503 }, guarded('input'));
    for (const error of await refusals(served)) {
      expect(error.status).toBe(400);
      expect(error.message).toMatch(/The guard b\/m could not be asked: /);
    }
  });
});
