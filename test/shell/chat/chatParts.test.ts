import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import { askedAgain } from '../../../src/shell/chat/askedAgain.ts';
import { Deletions } from '../../../src/shell/chat/deletions.ts';
import { Drafts } from '../../../src/shell/chat/drafts.ts';
import { MessageActions } from '../../../src/shell/chat/messageActions.ts';
import { MessageQueue } from '../../../src/shell/chat/messageQueue.ts';
import { requestFor } from '../../../src/shell/chat/requestFor.ts';
import { SignKeeper } from '../../../src/shell/learnt/signKeeper.ts';
import { MemoryLedger } from '../../../src/storage/memoryLedger.ts';
import { MemoryQuality } from '../../../src/storage/quality/memoryQuality.ts';
import { FakeChatHost } from './aChatHost.ts';
import { answerTurn, conversationOf, userTurn } from './aConversation.ts';

const STOPPED = { ...EMPTY_ANSWER, status: 'stopped', text: 'Half' } as const;
const chat = () =>
  conversationOf([
    userTurn('q1', null, { text: 'First?', command: 'fix', context: { selection: 'x' } }),
    answerTurn('a1', 'q1', 'Yes.'),
    userTurn('q2', 'a1', { text: 'Second?' }),
    answerTurn('a2', 'q2', '', { answer: STOPPED, verbatim: { model: 'a/m', content: 1 } }),
  ]);
const ids = (host: FakeChatHost) => host.conversation.turns.map(({ id }) => id).join(' ');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what was deleted', () => {
  test('can be had back as it was, and is not written until then', () => {
    const host = new FakeChatHost(chat());
    const deletions = new Deletions(host);
    const { turns, head } = host.conversation;
    deletions.remove('q2');
    expect([ids(host), deletions.undoable, deletions.holds(host.conversation)]).toEqual(['q1 a1', 'user', true]);
    deletions.undo();
    expect(host.conversation).toMatchObject({ turns, head });
    expect([deletions.undoable, deletions.holds(host.conversation)]).toEqual([undefined, false]);
    expect(host.log).toEqual(['changed', 'changed', 'save']);
  });

  test('is gone, and written, when something else is done or a while has passed', () => {
    const host = new FakeChatHost(chat());
    const deletions = new Deletions(host);
    deletions.remove('a2');
    deletions.settle();
    deletions.undo();
    expect(ids(host)).toBe('q1 a1 q2');
    expect(host.log).toEqual(['changed', 'changed', 'save']);
    deletions.remove('a1');
    vi.advanceTimersByTime(15_000);
    expect(deletions.undoable).toBeUndefined();
    expect(host.log.slice(3)).toEqual(['changed', 'changed', 'save']);
  });

  test('is only what is there, and nothing while an answer is coming', () => {
    const host = new FakeChatHost(chat());
    new Deletions(host).remove('unknown');
    host.busy = true;
    new Deletions(host).remove('a1');
    expect([ids(host), host.log]).toEqual(['q1 a1 q2 a2', []]);
  });
});

describe('the queue', () => {
  const message = (id: string) => ({ id, text: id, command: 'ask', chips: [], context: {} });

  test('is kept with the chat, first in, first out, and any can be taken out', () => {
    const host = new FakeChatHost(chat());
    const queue = new MessageQueue(host);
    for (const id of ['1', '2', '3']) queue.add(message(id));
    expect(host.conversation.queue?.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(queue.take('2')?.id).toBe('2');
    expect(queue.take()?.id).toBe('1');
    expect(queue.take('2')).toBeUndefined();
    expect(queue.take()?.id).toBe('3');
    expect(queue.take()).toBeUndefined();
    expect(host.log.filter((entry) => entry === 'save')).toHaveLength(6);
  });
});

describe('a draft', () => {
  test('is written with its chat when the writer rests, also with one that has just been left', async () => {
    const [first, second] = [
      { ...chat(), id: '1' },
      { ...chat(), id: '2' },
    ];
    const saved: string[] = [];
    const drafts = new Drafts(first, async ({ id, draft }) => void saved.push(`${id} ${draft}`));
    drafts.change('h', 0);
    drafts.change('half', 0);
    vi.advanceTimersByTime(2000);
    expect(saved).toEqual(['1 half']);
    drafts.open(second);
    drafts.open(second);
    expect(drafts.opened).toBe(1);
    drafts.change('half a', 0);
    drafts.change('new', 1);
    drafts.change('of no chat', 3);
    await drafts.flush();
    expect(saved).toEqual(['1 half', '1 half a', '2 new']);
    expect([drafts.change('new', 1), drafts.change('newer', 1)]).toEqual([false, true]);
    vi.advanceTimersByTime(2000);
    expect(saved.slice(3)).toEqual(['2 newer']);
  });
});

describe('a message that is there', () => {
  const parts = () => {
    const host = new FakeChatHost(chat());
    const ledger = new MemoryLedger();
    const quality = new MemoryQuality(() => 1);
    return { host, ledger, quality, actions: new MessageActions(host, new SignKeeper(ledger, quality, () => 1)) };
  };

  test('is asked in other words with the same context, after what runs was stopped', async () => {
    const { host, actions } = parts();
    host.busy = true;
    await actions.edit('q1', 'Really?');
    await actions.edit('q2', ' ');
    await actions.edit('a1', 'No answer');
    expect(host.log).toEqual(['stop', 'ask Really? after null']);
  });

  test('is continued from its words, without what its vendor signed', async () => {
    const { host, actions } = parts();
    await actions.continueAnswer('a1');
    await actions.continueAnswer('a2');
    expect(host.log).toEqual(['settle', 'run q2 into a2 from "Half"']);
    expect(host.conversation.turns[3]).toMatchObject({ answer: { status: 'streaming', text: 'Half' } });
    expect(host.conversation.turns[3]).not.toHaveProperty('verbatim');
  });

  test('is shown in another version, but not while an answer is coming', () => {
    const { host, actions } = parts();
    host.busy = true;
    actions.show('q1');
    expect(host.log).toEqual([]);
    host.busy = false;
    actions.show('q1');
    expect([host.conversation.head, ...host.log]).toEqual(['a2', 'settle', 'changed', 'save']);
  });

  test('is chosen among two, and in Auto the chat is at home with its model', () => {
    const { host, ledger, actions } = parts();
    const decision = { task: 'chat' } as never;
    const answer = {
      ...EMPTY_ANSWER,
      status: 'done',
      text: 'Other',
      decision,
      done: { model: 'b/m' } as never,
    } as const;
    host.conversation = conversationOf([
      ...host.conversation.turns,
      answerTurn('a3', 'q2', '', { replaces: 'a2', beside: true, answer }),
    ]);
    actions.choose('a3');
    expect(host.conversation).toMatchObject({ head: 'a3', home: { model: 'b/m', task: 'chat' } });
    expect(host.conversation.turns.at(-1)).not.toHaveProperty('beside');
    expect(ledger.feedbackSince(0)).toMatchObject([
      { requestId: 'a3', feedback: 'chosen' },
      { requestId: 'a2', feedback: 'passedOver' },
    ]);
  });

  test('keeps what its reader thinks of it, in the chat and in the ledger', () => {
    const { host, ledger, actions } = parts();
    actions.vote('a1', { vote: 'down' });
    actions.vote('a1', { vote: 'down', reason: 'wrong' });
    actions.vote('a1', { vote: 'down', reason: 'wrong' });
    expect(host.conversation.turns[1]).toMatchObject({ feedback: { vote: 'down', reason: 'wrong' } });
    actions.vote('a1', null);
    actions.vote('q1', { vote: 'up' });
    expect(host.conversation.turns[1]).not.toHaveProperty('feedback');
    expect(ledger.feedbackSince(0)).toMatchObject([
      { requestId: 'a1', feedback: 'down', reason: null },
      { requestId: 'a1', feedback: 'down', reason: 'wrong' },
      { requestId: 'a1', feedback: 'unvoted', reason: null },
    ]);
  });
});

describe('asking again', () => {
  test('is meant for the question of an answer, or for the last one where it has none', () => {
    const conversation = chat();
    expect(askedAgain(conversation, 'a1')).toMatchObject({ question: { id: 'q1' }, former: 'a1' });
    expect(askedAgain(conversation, 'q2')).toBeUndefined();
    expect(askedAgain({ ...conversation, head: 'q2' }, 'q2')).toMatchObject({ question: { id: 'q2' } });
    expect(askedAgain(conversation, null)).toBeUndefined();
    expect(askedAgain(conversation, 'unknown')).toBeUndefined();
  });

  test('after an attempt without a word replaces the answer before it', () => {
    const failed = answerTurn('a3', 'q1', '', { replaces: 'a1', answer: { ...EMPTY_ANSWER, status: 'failed' } });
    const conversation = conversationOf([...chat().turns, failed]);
    expect(askedAgain(conversation, 'a3')).toMatchObject({ question: { id: 'q1' }, former: 'a1' });
  });
});

describe('a request', () => {
  const question = (id: string) => chat().turns.find((turn) => turn.id === id) as ReturnType<typeof userTurn>;

  test('takes along what is before it on its branch, and may take its words back', () => {
    const request = requestFor({ ...chat(), home: { model: 'h/m', task: 'chat' } }, question('q2'), 'r', {});
    expect(request).toMatchObject({ prompt: 'Second?', retractable: true, previous: { model: 'h/m', task: 'chat' } });
    expect(request.history).toHaveLength(2);
    expect(request).not.toHaveProperty('partial');
    expect(request).not.toHaveProperty('model');
    expect(requestFor({ ...chat(), model: 'p/m' }, question('q2'), 'r', { model: 'b/m' }).model).toBe('b/m');
    expect(requestFor({ ...chat(), model: 'p/m' }, question('q2'), 'r', {}).model).toBe('p/m');
  });

  test('for a continuation stays with the author and takes nothing back', () => {
    const continues = answerTurn('a2', 'q2', '', {
      answer: { ...STOPPED, done: { model: 'b/m' } as never, decision: { task: 'fix' } as never },
    });
    expect(requestFor(chat(), question('q2'), 'r', { continues })).toMatchObject({
      partial: 'Half',
      retractable: false,
      previous: { model: 'b/m', task: 'fix' },
      lastAnswer: { model: 'b/m', at: continues.at },
    });
  });
});
