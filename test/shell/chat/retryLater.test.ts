import { beforeEach, describe, expect, test } from 'vitest';
import { RetryLater, waitingNoMore } from '../../../src/shell/chat/retryLater.ts';
import type { AnswerTurn } from '../../../src/shell/chat/turns.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { FakeChatHost } from './aChatHost.ts';
import { answerTurn, conversationOf, userTurn } from './aConversation.ts';

const OUT = [
  { action: 'retry', label: 'Try Again' },
  { action: 'retryLater', label: 'Retry When Available' },
] as const;

/** An answer that failed because nobody can be reached; the first model is back after so long. */
function failedAnswer(id: string, backInMs?: number): AnswerTurn {
  const error = { kind: 'overloaded', message: 'Busy', attempts: [], ...(backInMs === undefined ? {} : { backInMs }) };
  return {
    ...answerTurn(id, 'q', ''),
    answer: {
      ...answerTurn(id, 'q', '').answer,
      status: 'failed',
      error: { type: 'error', error: error as never, costUsd: 0, estimated: false },
      problem: { title: 'None answered.', detail: 'a/m: Busy', actions: [...OUT] },
    },
  };
}

describe('waiting for a model to come back', () => {
  const clock = new FakeClock();
  let chat: FakeChatHost;
  let regenerated: (string | undefined)[];
  /** What the next answer is. */
  let next: AnswerTurn | undefined;
  let later: RetryLater;

  const show = (turn: AnswerTurn) => {
    chat.conversation.turns.push(turn);
    chat.conversation.head = turn.id;
  };
  const cards = () => chat.log.filter((entry) => entry.startsWith('explain'));

  beforeEach(() => {
    chat = new FakeChatHost(conversationOf([userTurn('q', null)]));
    regenerated = [];
    next = undefined;
    const regenerate = async (id: string | undefined) => {
      regenerated.push(id);
      if (next !== undefined) show(next);
    };
    later = new RetryLater((conversation) => {
      expect(conversation).toBe(chat.conversation);
      return Object.assign(chat, { regenerate });
    }, clock);
  });

  test('says one time only: when the question is asked again', () => {
    const turn = failedAnswer('1', 40_000);
    const { problem } = turn.answer;
    const detail = 'a/m: Busy\nThe first can be asked again in 40 s.';
    turn.answer = { ...turn.answer, ...(problem && { problem: { ...problem, detail } }) };
    show(turn);
    later.wait(chat.conversation, '1');
    expect(turn.answer.problem?.detail).toMatch(/^a\/m: Busy\nThe question is asked again at [^\n]+$/);
    later.stop(chat.conversation);
    expect(turn.answer.problem?.detail).toBe(detail);
  });

  test('asks when the first is back, and says until then that it waits', async () => {
    show(failedAnswer('1', 7000));
    later.wait(chat.conversation, '1');
    expect(cards()).toEqual(['explain 1 Stop Waiting, Ask Now']);
    await clock.advance(6999);
    expect(regenerated).toEqual([]);
    await clock.advance(1);
    expect(regenerated).toEqual(['1']);
    expect(cards().at(-1)).toBe('explain 1 Try Again, Retry When Available');
  });

  test('waits longer each time where nobody said when, until an answer is there', async () => {
    show(failedAnswer('1'));
    later.wait(chat.conversation, null);
    next = failedAnswer('2');
    await clock.advance(15_000);
    expect(regenerated).toEqual(['1']);
    await clock.advance(29_999);
    expect(regenerated).toEqual(['1']);
    next = answerTurn('3', 'q', 'Because.');
    await clock.advance(1);
    expect(regenerated).toEqual(['1', '2']);
    await clock.advance(3_600_000);
    expect(regenerated).toEqual(['1', '2']);
  });

  test('ends when its reader says so, asks at once, or goes on with something else', async () => {
    show(failedAnswer('1', 5000));
    later.wait(chat.conversation, '1');
    later.stop(chat.conversation);
    expect(cards().at(-1)).toBe('explain 1 Try Again, Retry When Available');
    await clock.advance(10_000);
    expect(regenerated).toEqual([]);
    later.wait(chat.conversation, '1');
    later.askNow(chat.conversation, '1');
    await clock.advance(10_000);
    expect(regenerated).toEqual(['1']);
    later.wait(chat.conversation, '1');
    show(answerTurn('2', 'q', 'Something else'));
    await clock.advance(10_000);
    expect(regenerated).toEqual(['1']);
  });

  test('is nothing for an answer that did not fail, is not the last, or while another comes', () => {
    show(answerTurn('1', 'q', 'Because.'));
    later.wait(chat.conversation, '1');
    show(failedAnswer('2', 1000));
    later.wait(chat.conversation, '1');
    chat.busy = true;
    later.wait(chat.conversation, '2');
    expect(cards()).toEqual([]);
  });

  test('keeps its chat in memory until it is over, and lets a deleted one go', async () => {
    const turn = failedAnswer('1', 5000);
    show(turn);
    later.wait(chat.conversation, '1');
    expect([...later.chats]).toEqual([chat.conversation]);
    later.forget('another');
    expect([...later.chats]).toEqual([chat.conversation]);
    const before = chat.log.length;
    later.forget(chat.conversation.id);
    expect([...later.chats]).toEqual([]);
    // Writing it would bring it back.
    expect(chat.log.slice(before)).toEqual([]);
    expect(turn.answer.problem?.actions).toEqual(OUT);
    await clock.advance(10_000);
    expect(regenerated).toEqual([]);
  });

  test('is over with its window: a chat that is read again does not pretend, and says so', async () => {
    const turn = failedAnswer('1', 1000);
    expect(waitingNoMore(turn.answer)).toBe(turn.answer);
    show(turn);
    later.wait(chat.conversation, '1');
    expect(chat.log.at(-1)).toBe('save');
    const [card] = chat.conversation.turns.slice(-1) as AnswerTurn[];
    expect(card?.answer.problem?.actions).toContainEqual(expect.objectContaining({ action: 'stopWaiting' }));
    expect(waitingNoMore((card as AnswerTurn).answer).problem).toEqual({
      title: 'None answered.',
      detail: 'a/m: Busy\nA window was waiting to ask this again; this one is not.',
      actions: OUT,
    });
    later.close();
    await clock.advance(10_000);
    expect(regenerated).toEqual([]);
  });
});
