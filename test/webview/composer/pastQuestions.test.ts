import { expect, it } from 'vitest';
import { PastQuestions } from '../../../webview/composer/pastQuestions.ts';

it('goes back and forth, and starts anew from an empty field', () => {
  const past = new PastQuestions();
  const at = (text: string, cursor = text.length) => ({ text, cursor });
  const questions = ['one', 'two'];
  expect(past.recall(questions, 1, at(''))).toBeNull();
  expect(past.recall(questions, -1, at(''))).toBe('two');
  expect(past.recall(questions, -1, at('two'))).toBe('one');
  expect(past.recall(questions, -1, at('one'))).toBeNull();
  expect(past.recall(questions, 1, at('one'))).toBe('two');
  expect(past.recall(questions, -1, at('two, but changed'))).toBeNull();
  expect(past.recall(questions, -1, at(''))).toBe('two');
  expect(past.recall(questions, 1, at('two'))).toBe('');
  expect(past.recall([], -1, at(''))).toBeNull();
});

it('leaves the arrows to a text of several lines until its edge', () => {
  const past = new PastQuestions();
  const text = 'a\nb';
  expect(past.recall(['older', text], -1, { text: '', cursor: 0 })).toBe(text);
  expect(past.recall(['older', text], -1, { text, cursor: 3 })).toBeNull();
  expect(past.recall(['older', text], 1, { text, cursor: 1 })).toBeNull();
  expect(past.recall(['older', text], -1, { text, cursor: 1 })).toBe('older');
});
