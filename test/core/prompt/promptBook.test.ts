import { expect, test } from 'vitest';
import { messageText, textMessage } from '../../../src/core/chat/message.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { composeMessages } from '../../../src/core/prompt/composeMessages.ts';
import { PromptBook } from '../../../src/core/prompt/promptBook.ts';
import type { PromptWish } from '../../../src/core/prompt/prompts.ts';
import { aRequest } from '../../fakes/scenario.ts';

const model = (name: string): Model => ({ id: `p/${name}`, provider: 'p', name, reasoning: false });
const [PLAIN, CLAUDE] = [model('m'), model('claude-3-5-haiku')];
const REQUEST = aRequest({ prompt: 'Why?' });
const USUAL = composeMessages(REQUEST, 'fix');
const book = (wish: Partial<PromptWish> = {}, request = REQUEST) =>
  new PromptBook(request, 'fix', { own: [], ...wish }, USUAL);
const systemOf = (one: PromptBook, to: Model) => messageText(one.messages(to)[0] ?? textMessage('system', ''));

test('who is sent what most are gets the messages that were measured; others theirs, composed once', () => {
  const one = book();
  expect(one.messages(PLAIN)).toBe(USUAL);
  expect(systemOf(one, CLAUDE)).toContain('<instructions>');
  expect(one.messages(model('claude-3-opus'))).toBe(one.messages(CLAUDE));
});

test('a further question about the request is asked in every model’s own words', () => {
  const more = book().changed((messages) => [...messages, textMessage('user', 'Sure?')]);
  for (const to of [PLAIN, CLAUDE])
    expect(messageText(more.messages(to).at(-1) ?? textMessage('user', ''))).toBe('Sure?');
  expect(systemOf(more, CLAUDE)).toContain('<instructions>');
  const other = more.changed(() => [textMessage('user', 'Rate it.')]);
  expect([PLAIN, CLAUDE].map((to) => other.messages(to).length)).toEqual([1, 1]);
});

test('own texts count by what they are longer than ours, and make another question of the same words', () => {
  const long = book({ own: [{ models: 'claude-*', append: 'word '.repeat(300) }] });
  expect([book().moreTokens(CLAUDE), long.moreTokens(PLAIN)]).toEqual([0, 0]);
  expect(long.moreTokens(CLAUDE)).toBeGreaterThan(300);
  expect([book().key, book({ variant: 'concise' }).key]).toEqual(['', expect.stringContaining('concise')]);
});

test('of a prompt of the asker’s own there is no version', () => {
  expect(book({}, { ...REQUEST, system: 'x' }).version(PLAIN)).toBeUndefined();
  expect(book({}, { ...REQUEST, messages: [] }).version(PLAIN)).toBeUndefined();
  expect(book().version(PLAIN)).toMatch(/^usual /);
});
