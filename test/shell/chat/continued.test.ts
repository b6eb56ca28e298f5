import { describe, expect, test } from 'vitest';
import type { DoneEvent, ErrorEvent } from '../../../src/core/chat/chatEvent.ts';
import { type Answer, EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import { isCut } from '../../../src/protocol/isCut.ts';
import { asPartOf, reopened } from '../../../src/shell/chat/continued.ts';

const usage = (inputTokens: number, outputTokens: number) => ({
  inputTokens,
  cachedInputTokens: 1,
  cacheWriteTokens: 2,
  outputTokens,
  reasoningTokens: 3,
});
const done = (parts: Partial<DoneEvent> = {}): DoneEvent => ({
  type: 'done',
  model: 'a/m',
  provider: 'a',
  finishReason: 'length',
  usage: usage(10, 20),
  costUsd: 0.1,
  costSource: 'reported',
  estimated: false,
  latency: { firstTokenMs: 5, totalMs: 100 },
  attempts: 1,
  fromCache: false,
  ...parts,
});
const failed: ErrorEvent = {
  type: 'error',
  error: { kind: 'network', message: 'gone', attempts: [] },
  usage: usage(1, 2),
  costUsd: 0.05,
  estimated: true,
};
const ATTEMPT = { type: 'attempt', attempt: 1, model: 'a/m', provider: 'a' } as const;
const answer = (parts: Partial<Answer>): Answer => ({ ...EMPTY_ANSWER, text: 'Half', attempts: [ATTEMPT], ...parts });

describe('a continued answer', () => {
  test('tells the sum of both requests', () => {
    const whole = asPartOf(
      answer({ status: 'done', done: done() as never }),
      done({ finishReason: 'stop', costUsd: 0.2, latency: { firstTokenMs: 7, totalMs: 50 } }),
    );
    expect(whole).toEqual({
      ...done({ finishReason: 'stop', costUsd: 0.3, attempts: 2, latency: { firstTokenMs: 5, totalMs: 150 } }),
      usage: { inputTokens: 20, cachedInputTokens: 2, cacheWriteTokens: 4, outputTokens: 40, reasoningTokens: 6 },
    });
  });

  test('that failed before tells what it had cost, too', () => {
    expect(asPartOf(answer({ status: 'failed', error: failed as never }), done())).toMatchObject({
      costUsd: 0.15,
      costSource: 'priced',
      estimated: true,
      usage: { inputTokens: 11, outputTokens: 22 },
      latency: { firstTokenMs: 5, totalMs: 100 },
    });
  });

  test('that fails again tells what both have cost', () => {
    expect(asPartOf(answer({ status: 'done', done: done() as never }), failed)).toMatchObject({
      type: 'error',
      costUsd: 0.15,
      estimated: true,
      usage: { inputTokens: 11, outputTokens: 22 },
    });
    expect(asPartOf(answer({ done: done() as never }), failed)).not.toHaveProperty('costSource');
  });

  test('keeps what was stopped beside it under its number', () => {
    const stopped = [{ attempt: 2, costUsd: 0.1, estimated: false }];
    const earlier = answer({ done: done({ stopped }) as never });
    expect(asPartOf(earlier, done({ stopped: [{ attempt: 1, costUsd: null, estimated: true }] }))).toMatchObject({
      stopped: [...stopped, { attempt: 2, costUsd: null, estimated: true }],
    });
    expect(asPartOf(answer({ done: done() as never }), done())).not.toHaveProperty('stopped');
  });

  test('does not make an unknown cost a known one', () => {
    expect(asPartOf(answer({ status: 'interrupted' }), done())).toMatchObject({ costUsd: null, costSource: 'unknown' });
    const unknown = done({ costUsd: null, costSource: 'unknown' });
    expect(asPartOf(answer({ done: done() as never }), unknown)).toMatchObject({
      costUsd: null,
      costSource: 'unknown',
    });
  });

  test('counts its attempts on, and leaves its words alone', () => {
    expect(asPartOf(answer({}), ATTEMPT)).toMatchObject({ attempt: 2 });
    const event = { type: 'text', delta: ' more' } as const;
    expect(asPartOf(answer({}), event)).toBe(event);
  });

  test('is open again, with its words and without its end', () => {
    const problem = { title: 'Bad', detail: '', actions: [] };
    const open = reopened(answer({ status: 'failed', error: failed as never, problem }));
    expect(open).toEqual({ ...EMPTY_ANSWER, status: 'streaming', text: 'Half', attempts: [ATTEMPT] });
  });
});

test.each<[Partial<Answer>, boolean]>([
  [{ status: 'done', done: done() as never }, true],
  [{ status: 'done', done: done({ finishReason: 'stop' }) as never }, false],
  [{ status: 'done', done: done({ finishReason: 'contentFilter' }) as never }, false],
  [{ status: 'stopped' }, true],
  [{ status: 'interrupted' }, true],
  [{ status: 'failed' }, true],
  [{ status: 'failed', text: '' }, false],
  [{ status: 'streaming' }, false],
])('an answer %j can be continued: %j', (parts, expected) => {
  expect(isCut(answer(parts))).toBe(expected);
});
