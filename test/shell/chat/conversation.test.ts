import { expect, test } from 'vitest';
import { messageText } from '../../../src/core/chat/message.ts';
import { NO_USAGE } from '../../../src/core/chat/usage.ts';
import { type Answer, EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import { type Conversation, historyBefore, holdsContext, panelMessages } from '../../../src/shell/chat/conversation.ts';

const FILE = { files: [{ path: 'a.ts', text: 'const a = 1;' }] };

function chat(): Conversation {
  return {
    version: 1,
    id: 'c',
    updatedAt: 0,
    model: null,
    turns: [
      { role: 'user', id: '1', text: 'What is this?', chips: [], context: FILE },
      { role: 'assistant', id: '2', answer: { ...EMPTY_ANSWER, status: 'done', text: 'A constant.' } },
      { role: 'user', id: '3', text: 'Never answered', chips: [], context: {} },
      { role: 'assistant', id: '4', answer: { ...EMPTY_ANSWER, status: 'failed' } },
      { role: 'user', id: '5', text: 'And now?', chips: [], context: {} },
    ],
  };
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
