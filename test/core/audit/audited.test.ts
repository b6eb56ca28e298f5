import { describe, expect, test } from 'vitest';
import { PROMPTS_VERSION } from '../../../src/core/prompt/promptsVersion.ts';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import { MemoryAudit } from '../../../src/storage/audit/memoryAudit.ts';
import { aRequest, Scenario } from '../../fakes/scenario.ts';
import { fault, type Step } from '../../fakes/scriptedProvider.ts';

const answering = (...pieces: string[]): Step[] => [
  ...pieces,
  { usage: { inputTokens: 10, outputTokens: 2 } },
  { finish: 'stop' },
];
const failing = (kind: 'overloaded' | 'server'): Step[] => [fault(kind)];

/** Runs a request with a trail, to its end or for so many events, and returns what the trail then holds of it. */
async function trailOf(
  scenario: Scenario,
  changes: Parameters<typeof aRequest>[0] = {},
  wish = { days: 90, texts: false },
  most = Infinity,
) {
  const audit = new MemoryAudit(scenario.ledger);
  audit.follow(() => wish);
  const events = routeChat(
    aRequest(changes),
    scenario.setup,
    { ...scenario.tools, audit },
    new AbortController().signal,
  );
  let count = 0;
  const reading = (async () => {
    for await (const _ of events) if (++count >= most) break;
  })();
  await scenario.clock.advance(100_000);
  await reading;
  return audit.find('request');
}

describe('the audit trail of a request', () => {
  test('has the decision with its reasons, the fallback, and how it ended; no word of it', async () => {
    const scenario = new Scenario({ a: failing('overloaded'), b: answering('secret answer') });
    const record = await trailOf(scenario, { prompt: 'my secret question', conversationId: 'c' });
    expect(record).toMatchObject({
      requestId: 'request',
      at: expect.any(Number),
      source: 'test',
      conversationId: 'c',
      promptsVersion: PROMPTS_VERSION,
      decision: { task: 'chat', targets: [{ model: 'a/m', reasons: [expect.any(String)] }, { model: 'b/m' }, {}] },
      end: {
        outcome: 'answered',
        model: 'b/m',
        finishReason: 'stop',
        attempts: 2,
        fallbacks: [{ from: 'a/m', to: 'b/m', kind: 'overloaded', afterCharacters: 0 }],
        usage: { inputTokens: expect.any(Number) },
        costUsd: expect.any(Number),
      },
      texts: null,
      attempts: [
        { attempt: 1, model: 'a/m', outcome: 'overloaded' },
        { attempt: 2, model: 'b/m', outcome: 'ok' },
      ],
    });
    expect(JSON.stringify(record)).not.toMatch(/secret/);
  });

  test('has the texts where the user wants them', async () => {
    const scenario = new Scenario({ a: answering('forty', '-two') });
    const record = await trailOf(scenario, { prompt: 'how many?' }, { days: 1, texts: true });
    expect(record?.texts).toMatchObject({
      messages: [
        { role: 'system', text: expect.stringContaining('programming assistant') },
        { role: 'user', text: expect.stringMatching(/^how many\?/) },
      ],
      answer: 'forty-two',
    });
  });

  test('is there of a request that every model failed, and of one that nobody could take', async () => {
    const all = new Scenario({ a: failing('server'), b: failing('server'), c: failing('server') });
    expect(await trailOf(all)).toMatchObject({
      end: { outcome: 'failed', errorKind: 'server', model: null, attempts: 3 },
    });
    const nobody = await trailOf(new Scenario({}), { model: 'unknown/model' });
    expect(nobody).toMatchObject({ end: { outcome: 'failed', attempts: 0 }, attempts: [] });
    expect(nobody?.decision.rejected).toMatchObject([{ model: 'unknown/model' }]);
  });

  test('says so when whoever asked stopped reading, and of a prompt that is not ours it names no version', async () => {
    const scenario = new Scenario({ a: answering('one', 'two') });
    const record = await trailOf(scenario, { source: 'cli', system: 'be brief' }, undefined, 3);
    expect(record).toMatchObject({
      promptsVersion: null,
      end: { outcome: 'left' },
      attempts: [{ outcome: 'cancelled' }],
    });
  });

  test('is not kept where it is to be kept for no day', async () => {
    expect(await trailOf(new Scenario({ a: answering('x') }), {}, { days: 0, texts: true })).toBeUndefined();
  });
});
