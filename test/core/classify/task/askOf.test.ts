import { expect, test } from 'vitest';
import { askOf } from '../../../../src/core/classify/task/askOf.ts';

const TEXT = 'The library opened in 1911 after a long dispute about its site. It holds two million volumes. ';

test.each([
  ['the first line', `Summarize the article\n${TEXT}`, 'Summarize the article'],
  ['a greeting and what follows it', `hi there\nfix the build\n${TEXT}`, 'hi there fix the build'],
  ['what stands before a colon', `Translate this into French: ${TEXT}`, 'Translate this into French'],
  ['no colon of an address', 'open https://example.com/a/b/c and tell me what it says', undefined],
  ['the first sentence of a long line', `Tell me what this is about. ${TEXT.repeat(3)}`, 'Tell me what this is about.'],
  ['no quoted text', `correct "${TEXT}" please`, 'correct “” please'],
  ['in Chinese', `总结下面这段文字：“${'图书馆于1911年开放。'.repeat(20)}”`, '总结下面这段文字：“”'],
  ['everything of a short request', 'explain closures', undefined],
  ['nothing of nothing', '', undefined],
])('a request asks with %s', (_, words, ask = words) => {
  expect(askOf(words)).toBe(ask);
});
