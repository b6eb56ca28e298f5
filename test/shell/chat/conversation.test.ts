import { expect, test } from 'vitest';
import { messageText } from '../../../src/core/chat/message.ts';
import { NO_USAGE } from '../../../src/core/chat/usage.ts';
import { type Answer, EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import { type Conversation, endOf, historyBefore, holdsContext } from '../../../src/shell/chat/conversation.ts';
import { panelMessages } from '../../../src/shell/chat/panelMessages.ts';
import { answerTurn, conversationOf, userTurn } from './aConversation.ts';

const FILE = { files: [{ path: 'a.ts', text: 'const a = 1;' }] };

function chat(): Conversation {
  return conversationOf([
    userTurn('1', null, { text: 'What is this?', context: FILE }),
    answerTurn('2', '1', 'A constant.'),
    userTurn('3', '2', { text: 'Never answered' }),
    answerTurn('4', '3', '', { answer: { ...EMPTY_ANSWER, status: 'failed' } }),
    userTurn('5', '4', { text: 'And now?' }),
  ]);
}

test('models read earlier questions with what was attached, and no question without an answer', () => {
  const history = historyBefore(chat(), '5').map((message) => `${message.role}: ${messageText(message)}`);
  expect(history).toHaveLength(2);
  expect(history[0]).toContain('What is this?');
  expect(history[0]).toContain('const a = 1;');
  expect(history[1]).toBe('assistant: A constant.');
});

test('what a content filter ended is not read again', () => {
  const conversation = chat();
  const answer = conversation.turns[1];
  if (answer?.role !== 'assistant') throw new Error('no answer');
  const done: Answer['done'] = {
    type: 'done',
    model: 'a/m',
    provider: 'a',
    finishReason: 'contentFilter',
    usage: NO_USAGE,
    costUsd: 0,
    costSource: 'priced',
    estimated: false,
    latency: { firstTokenMs: 1, totalMs: 1 },
    attempts: 1,
    fromCache: false,
  };
  answer.answer = { ...answer.answer, done };
  expect(historyBefore(conversation, '5')).toEqual([]);
});

test('a turn is made into the same messages again, until something of it changes', () => {
  const conversation = chat();
  const [question, answer] = conversation.turns;
  if (question?.role !== 'user' || answer?.role !== 'assistant') throw new Error('other turns');
  const before = historyBefore(conversation, '5');
  expect(historyBefore(conversation, '5').map((message, index) => message === before[index])).toEqual([true, true]);
  answer.answer = { ...answer.answer, text: 'A constant, that is' };
  expect(historyBefore(conversation, '5').map(messageText).at(-1)).toBe('A constant, that is');
  question.privacy = { atLeast: 'confidential' };
  expect(historyBefore(conversation, '5')[0]?.level).toBe('confidential');
  question.privacy = { ...question.privacy, redact: 'secrets' };
  expect(historyBefore(conversation, '5').map(({ redact }) => redact)).toEqual(['secrets', 'secrets']);
});

test('the first question has no history', () => {
  expect(historyBefore(chat(), '1')).toEqual([]);
});

test('the panel is not sent the attached texts', () => {
  expect(JSON.stringify(panelMessages(chat()))).not.toContain('const a = 1;');
});

test('a chat holds a file as long as it is unchanged', () => {
  expect(holdsContext(chat(), FILE)).toBe(true);
  expect(holdsContext(chat(), { files: [{ path: 'a.ts', text: 'const a = 2;' }] })).toBe(false);
  expect(holdsContext(chat(), { selection: 'const a = 1;' })).toBe(false);
});

test('only the branch that is shown is read by models and drawn', () => {
  const conversation = conversationOf([
    userTurn('1', null, { text: 'What is this?', context: FILE }),
    answerTurn('2', '1', 'A constant.'),
    userTurn('1b', null, { text: 'What is that?' }),
    answerTurn('2b', '1b', 'A number.'),
    answerTurn('2c', '1b', 'An integer.'),
    userTurn('3', '2c', { text: 'Sure?' }),
  ]);
  expect(historyBefore(conversation, '3').map(messageText)).toEqual(['What is that?', 'An integer.']);
  expect(holdsContext(conversation, FILE)).toBe(false);
  expect(panelMessages(conversation)).toMatchObject([
    { id: '1b', siblings: ['1', '1b'] },
    { id: '2c', siblings: ['2b', '2c'] },
    { id: '3' },
  ]);
  expect(panelMessages(conversation)[2]).not.toHaveProperty('siblings');
});

test('an answer to be replaced stays in sight above an attempt without a word, and the chat goes on from it', () => {
  const failed = answerTurn('3', '1', '', { replaces: '2', answer: { ...EMPTY_ANSWER, status: 'failed' } });
  const conversation = conversationOf([userTurn('1', null), answerTurn('2', '1', 'Good.'), failed]);
  expect(panelMessages(conversation).map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect(endOf(conversation)).toBe('2');
  expect(endOf({ ...conversation, head: '2' })).toBe('2');
  failed.answer = { ...EMPTY_ANSWER, status: 'streaming' };
  expect(panelMessages(conversation).map(({ id }) => id)).toEqual(['1', '3']);
  failed.answer = { ...EMPTY_ANSWER, status: 'done', text: 'Better.' };
  expect(panelMessages(conversation).map(({ id }) => id)).toEqual(['1', '3']);
  expect(endOf(conversation)).toBe('3');
});

test('answers that are compared stand side by side until the chat goes on', () => {
  const second = answerTurn('3', '1', 'Second.', { replaces: '2', beside: true });
  const conversation = conversationOf([userTurn('1', null), answerTurn('2', '1', 'First.'), second]);
  expect(panelMessages(conversation)).toMatchObject([
    { id: '1' },
    { id: '2', beside: true },
    { id: '3', beside: true },
  ]);
  expect(panelMessages({ ...conversation, head: '2' })).toMatchObject([{ id: '1' }, { id: '2', siblings: ['2', '3'] }]);
  const next = conversationOf([...conversation.turns, userTurn('4', '3')]);
  expect(panelMessages(next).map(({ id }) => id)).toEqual(['1', '3', '4']);
});
