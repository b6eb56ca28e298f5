import { expect, test } from 'vitest';
import { EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import { endOf } from '../../../src/shell/chat/conversation.ts';
import { panelMessages } from '../../../src/shell/chat/panelMessages.ts';
import { readConversation } from '../../../src/shell/chat/readConversation.ts';
import { pathOf } from '../../../src/shell/chat/tree.ts';
import { answerTurn, conversationOf, userTurn } from './aConversation.ts';

const question = (id: string) => ({ role: 'user', id, text: id, chips: [], context: { command: 'fix' } });
const answer = (id: string, text: string, status = 'done') => ({
  role: 'assistant',
  id,
  answer: { ...EMPTY_ANSWER, status, text },
});
const first = (turns: unknown[]) => readConversation({ version: 1, id: 'c', updatedAt: 7, model: 'a/m', turns });

test('a chat of the first version becomes a path with all its turns', () => {
  const chat = first([question('1'), answer('2', 'Yes.'), question('3'), answer('4', 'No.')]);
  expect(chat).toMatchObject({ version: 2, createdAt: 7, updatedAt: 7, model: 'a/m', head: '4', draft: '' });
  expect(chat?.turns.map(({ id, parent }) => `${parent} > ${id}`)).toEqual(['null > 1', '1 > 2', '2 > 3', '3 > 4']);
  expect(chat?.turns[0]).toMatchObject({ command: 'fix', at: 7 });
});

test('answers of the first version that stood one after the other become versions of one answer', () => {
  const chat = first([
    ...[question('1'), answer('2', 'Good.'), answer('3', '', 'failed')],
    ...[question('4'), answer('5', 'Fine.'), answer('6', '', 'failed')],
  ]);
  if (chat === undefined) throw new Error('not read');
  expect(pathOf(chat).map(({ id }) => id)).toEqual(['1', '2', '4', '6']);
  expect(panelMessages(chat).map(({ id }) => id)).toEqual(['1', '2', '4', '5', '6']);
  expect(panelMessages(chat)[1]).toMatchObject({ siblings: ['2', '3'] });
  expect(endOf(chat)).toBe('5');
});

test('an empty chat of the first version is read', () => {
  expect(first([])).toMatchObject({ head: null, turns: [] });
});

test('a chat comes back as it was written', () => {
  const chat = conversationOf([userTurn('1', null), answerTurn('2', '1', 'Yes.', { feedback: { vote: 'up' } })]);
  expect(readConversation(JSON.parse(JSON.stringify(chat)))).toEqual(chat);
});

test('a chat whose end is missing shows the newest', () => {
  const chat = conversationOf([userTurn('1', null), answerTurn('2', '1', 'Yes.')]);
  expect(readConversation({ ...chat, head: 'gone' })?.head).toBe('2');
  expect(readConversation({ ...chat, head: null })?.head).toBe('2');
});

test('what is no chat, of a later version or no tree is not read', () => {
  const chat = conversationOf([userTurn('1', null), answerTurn('2', '1', 'Yes.')]);
  expect(readConversation({ ...chat, version: 3 })).toBeUndefined();
  expect(readConversation(null)).toBeUndefined();
  expect(readConversation({ ...chat, turns: [answerTurn('2', '1', 'Yes.'), userTurn('1', null)] })).toBeUndefined();
  expect(readConversation({ ...chat, turns: [userTurn('1', null), userTurn('1', '1')] })).toBeUndefined();
  expect(first([question('1'), question('1')])).toBeUndefined();
});
