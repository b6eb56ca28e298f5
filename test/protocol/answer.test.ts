import { expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { answerSchema, applyChatEvent, EMPTY_ANSWER } from '../../src/protocol/answer.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault } from '../fakes/scriptedProvider.ts';

test('what the core yields adds up to what the reader sees, and survives the disk', async () => {
  const events: ChatEvent[] = [];
  const scenario = new Scenario({
    a: [{ think: 'hm' }, 'Wro', 'ng', fault('network')],
    b: [{ think: 'ah' }, 'Right', { finish: 'stop' }],
  });
  await scenario.run({}, { onEvent: (event) => events.push(event) });
  const answer = events.reduce((answer, event) => applyChatEvent(answer, event), EMPTY_ANSWER);
  expect(answer).toMatchObject({
    status: 'done',
    text: 'Right',
    reasoning: 'ah',
    attempts: [{ model: 'a/m' }, { model: 'b/m' }],
  });
  expect(answer.fallbacks).toMatchObject([{ from: 'a/m', to: 'b/m', afterCharacters: 5 }]);
  expect(answerSchema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
  expect(EMPTY_ANSWER.text).toBe('');
});

test('a stopped answer keeps what was written', async () => {
  const events: ChatEvent[] = [];
  const scenario = new Scenario({ a: ['Half', { wait: 9000 }] });
  await scenario.run({}, { stopAfterMs: 100, forMs: 200, onEvent: (event) => events.push(event) });
  expect(events.reduce((answer, event) => applyChatEvent(answer, event), EMPTY_ANSWER)).toMatchObject({
    status: 'stopped',
    text: 'Half',
  });
});

test('reasoning lasts from its first event to the first that is something else, and starts anew after a retraction', () => {
  const after = (...steps: readonly (readonly [ChatEvent, number])[]) =>
    steps.reduce((answer, [event, at]) => applyChatEvent(answer, event, at), EMPTY_ANSWER);
  const think: ChatEvent = { type: 'reasoning', delta: 'hm' };
  const say: ChatEvent = { type: 'text', delta: 'yes' };
  expect(after([think, 1000], [think, 3000])).toMatchObject({ reasoningAt: 1000 });
  expect(after([think, 1000], [think, 3000], [say, 5000], [say, 9000]).reasoningMs).toBe(4000);
  expect(
    after([think, 1000], [say, 5000], [{ type: 'retract', characters: 3 }, 6000], [think, 7000], [say, 7500])
      .reasoningMs,
  ).toBe(500);
  expect(after([say, 1000], [say, 2000]).reasoningMs).toBeUndefined();
});

test('an attempt that waits for a limit is told until when, and only once more when it is asked', () => {
  const attempt = { type: 'attempt', attempt: 1, model: 'a/m', provider: 'a' } as const;
  const waiting = applyChatEvent(EMPTY_ANSWER, { ...attempt, waitsFor: 'its limit', waitMs: 5000 }, 1000);
  expect(waiting.attempts).toEqual([{ ...attempt, waitsFor: 'its limit', waitMs: 5000, waitsUntil: 6000 }]);
  expect(answerSchema.parse(waiting)).toEqual(waiting);
  const asked = applyChatEvent(waiting, { ...attempt, waitedMs: 5000 }, 6000);
  expect(asked.attempts).toEqual([{ ...attempt, waitedMs: 5000 }]);
  expect(applyChatEvent(asked, { ...attempt, attempt: 2 }).attempts).toHaveLength(2);
});
