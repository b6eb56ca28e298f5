import { expect, test } from 'vitest';
import { messageText } from '../../../src/core/chat/message.ts';
import { recognise } from '../../../src/core/classify/recognise.ts';
import { composeMessages } from '../../../src/core/prompt/composeMessages.ts';

const REQUEST = { id: '1', source: 'panel', prompt: 'Do it.', history: [], retractable: true } as const;

test.each([
  ['review', 'review', '### High · path/to/file.ts:12-14'],
  ['docs', 'write', 'documentation comments'],
  ['rewrite', 'code', 'one fenced block'],
  ['rephrase', 'write', 'one fenced block'],
  ['translate', 'translate', 'leave code'],
  ['terminal', 'explain', 'output of a terminal'],
  ['commit', 'write', ''],
])('the gesture %s is the task %s and says how to answer', async (command, task, words) => {
  const context = { command, selection: 'x' };
  const recognised = await recognise({ prompt: 'Do it.', context });
  expect(recognised.task).toBe(task);
  const [, question] = composeMessages({ ...REQUEST, context }, recognised.task);
  expect(question && messageText(question)).toContain(words);
});

test('what is typed carries no gesture of its own', () => {
  const messages = composeMessages({ ...REQUEST, context: { command: 'ask' } }, 'review');
  expect(messages.map(messageText).join()).not.toContain('###');
});
