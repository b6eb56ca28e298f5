import { beforeEach, expect, test, vi } from 'vitest';
import { without } from '../../../src/shell/chat/tree.ts';
import type { AnswerTurn } from '../../../src/shell/chat/turns.ts';
import { ReviewFollower } from '../../../src/shell/review/reviewFollower.ts';
import { answerTurn, conversationOf, userTurn } from '../chat/aConversation.ts';

/** Every word of an answer is a finding. */
vi.mock('../../../src/shell/review/findingsIn.ts', () => ({ findingsIn: async (text: string) => text.split(' ') }));

const REVIEWED = { reviewed: [{ path: 'a.ts', uri: 'file:///a.ts', lines: [{ start: 1, end: 9 }] }] };
const coming = (id: string, parent: string) => {
  const turn = answerTurn(id, parent, '');
  return { ...turn, answer: { ...turn.answer, status: 'streaming' } } as AnswerTurn;
};

let chat: { conversation: ReturnType<typeof conversationOf> };
let changed: () => Promise<void>;
let removed: (id: string) => void;
let comments: string[];

beforeEach(() => {
  chat = { conversation: conversationOf([]) };
  comments = [];
  const listen = (listener: { changed(): void }) => {
    changed = async () => {
      listener.changed();
      await new Promise(setImmediate);
    };
    return { dispose() {} };
  };
  const onDidRemove = (listener: typeof removed) => {
    removed = listener;
    return { dispose() {} };
  };
  const kept = {
    take: () => comments.splice(0),
    show: (found: string[]) => comments.push(...found),
  };
  new ReviewFollower(
    {
      ...chat,
      listen,
      get conversation() {
        return chat.conversation;
      },
    } as never,
    { onDidRemove } as never,
    kept as never,
  );
});

/** The answer to a question of the chat begins, then is over. */
async function answered(id: string, question: string, text: string): Promise<void> {
  const { conversation } = chat;
  const turns = conversation.turns.filter((turn) => turn.id !== id);
  Object.assign(conversation, { turns: [...turns, coming(id, question)], head: id });
  await changed();
  expect(comments).toEqual([]);
  Object.assign(conversation, { turns: [...turns, answerTurn(id, question, text)] });
  await changed();
}

async function shown(head: string | null): Promise<void> {
  chat.conversation.head = head;
  await changed();
}

async function reviewed(): Promise<void> {
  chat.conversation = conversationOf([userTurn('q1', null, REVIEWED)]);
  await answered('a1', 'q1', 'one two');
  expect(comments).toEqual(['one', 'two']);
}

test('the comments are those of the version of the answer that is shown, without those that were dismissed', async () => {
  await reviewed();
  comments.shift();
  await answered('a2', 'q1', 'three');
  expect(comments).toEqual(['three']);
  await shown('a1');
  expect(comments).toEqual(['two']);
  await shown('a2');
  expect(comments).toEqual(['three']);
  await answered('a2', 'q1', 'three four');
  expect(comments).toEqual(['three', 'four']);
});

test('the question in other words has comments of its own, and one that reviews nothing has none', async () => {
  await reviewed();
  chat.conversation.turns.push(userTurn('q2', null, REVIEWED));
  await answered('b1', 'q2', 'five');
  expect(comments).toEqual(['five']);
  chat.conversation.turns.push(userTurn('q3', null));
  await shown('q3');
  expect(comments).toEqual([]);
  await shown('a1');
  expect(comments).toEqual(['one', 'two']);
});

test('an attempt without a word leaves the comments of the answer it was to replace', async () => {
  await reviewed();
  const { conversation } = chat;
  Object.assign(conversation, {
    turns: [...conversation.turns, { ...coming('a2', 'q1'), replaces: 'a1' }],
    head: 'a2',
  });
  await changed();
  expect(comments).toEqual([]);
  const failed = answerTurn('a2', 'q1', '', { replaces: 'a1' });
  Object.assign(conversation, { turns: [...conversation.turns.slice(0, -1), failed] });
  await changed();
  expect(comments).toEqual(['one', 'two']);
});

test('a deleted answer takes its comments along, and brings them back', async () => {
  await reviewed();
  const { turns, head } = chat.conversation;
  for (const id of ['a1', 'q1']) {
    Object.assign(chat.conversation, without(chat.conversation, id));
    await changed();
    expect(comments).toEqual([]);
    Object.assign(chat.conversation, { turns, head });
    await changed();
    expect(comments).toEqual(['one', 'two']);
  }
});

test('what is before the review can be deleted', async () => {
  chat.conversation = conversationOf([
    userTurn('q0', null),
    answerTurn('a0', 'q0', 'Hi'),
    userTurn('q1', 'a0', REVIEWED),
  ]);
  await answered('a1', 'q1', 'one');
  Object.assign(chat.conversation, without(chat.conversation, 'a0'));
  await changed();
  expect(comments).toEqual(['one']);
  chat.conversation.turns.push(userTurn('q2', 'q0', REVIEWED));
  await answered('a2', 'q2', 'two');
  expect(comments).toEqual(['two']);
});

test('a chat that is left keeps its comments, also those that come now; a deleted one does not', async () => {
  chat.conversation = conversationOf([userTurn('q1', null, REVIEWED), coming('a1', 'q1')]);
  const left = chat.conversation;
  await changed();
  const other = { ...conversationOf([userTurn('x', null), answerTurn('y', 'x', 'Never mind')]), id: 'other' };
  chat.conversation = other;
  await changed();
  left.turns[1] = answerTurn('a1', 'q1', 'late');
  await changed();
  expect(comments).toEqual(['late']);
  removed('elsewhere');
  await changed();
  expect(comments).toEqual(['late']);
  removed('c');
  await changed();
  expect(comments).toEqual([]);
  chat.conversation = structuredClone(left);
  await changed();
  expect(comments).toEqual(['late']);
});

test('an earlier chat that is opened again has no comments before it is asked again', async () => {
  chat.conversation = conversationOf([userTurn('q1', null, REVIEWED), answerTurn('a1', 'q1', 'old')]);
  await changed();
  expect(comments).toEqual([]);
  await answered('a2', 'q1', 'new');
  expect(comments).toEqual(['new']);
});
