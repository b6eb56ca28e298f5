import { expect, test } from 'vitest';
import type { RequestContext } from '../../../src/core/chat/requestContext.ts';
import { reaskSign } from '../../../src/core/quality/reaskSign.ts';

const WORDS = 'Explain the selected code.';
const ONE: RequestContext = { command: 'explain', selection: 'one', languageId: 'go' };

test.each<[string, string, RequestContext, string | null, string | undefined]>([
  ['the same words about the same', WORDS, ONE, null, 'redone'],
  ['the same words in other blanks and capitals', ' explain the\nselected CODE.', ONE, 'a/m', 'redone'],
  ['the same words to a model that was picked', WORDS, ONE, 'b/m', 'askedOther'],
  ['the same words about what the chat holds already', WORDS, { command: 'explain' }, null, 'redone'],
  ['the same words about something else', WORDS, { ...ONE, selection: 'two' }, null, undefined],
  ['the same words with a file more', WORDS, { ...ONE, files: [{ path: 'a', text: 'b' }] }, null, undefined],
  ['another gesture', WORDS, { ...ONE, command: 'fix' }, null, undefined],
  ['other words', `${WORDS} Slowly`, ONE, null, undefined],
])('%s', (_, text, context, model, sign) => {
  expect(reaskSign({ text: WORDS, context: ONE, author: 'a/m' }, { text, context, model })).toBe(sign);
});

test('short words may be said again', () => {
  const again = { text: 'another one', context: {} };
  expect(reaskSign({ ...again, author: 'a/m' }, { ...again, model: null })).toBeUndefined();
});
