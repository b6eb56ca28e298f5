import { expect, test } from 'vitest';
import { firstLineOf } from '../../../src/shell/chat/titleOf.ts';
import { titleIn, titlePrompt } from '../../../src/shell/history/titleWords.ts';

test('a title is taken out of what models put around it', () => {
  for (const text of [
    'Counting pages',
    '"Counting pages"',
    '**Counting pages**',
    '# Counting pages.\n\nBecause…',
    ' Title: Counting  pages',
  ])
    expect(titleIn(text)).toBe('Counting pages');
  expect(titleIn('„Seiten zählen“')).toBe('Seiten zählen');
  expect(titleIn('Counting\u202e \u{e0041}pages')).toBe('Counting pages');
});

test('what is no title is none', () => {
  for (const text of ['', '  \n', '""', 'word '.repeat(30), 'x'.repeat(100)]) expect(titleIn(text)).toBeUndefined();
});

test('a long chat is not sent as a whole', () => {
  expect(titlePrompt('q'.repeat(100_000), 'a'.repeat(100_000)).length).toBeLessThan(5000);
});

test('the first line of a question is its first line with words, cut where it is too long', () => {
  expect(firstLineOf('\n\n  Why  is\tthis?\nBecause')).toBe('Why is this?');
  expect(firstLineOf('Why\u202e \u{e0041}is this?')).toBe('Why is this?');
  expect(firstLineOf('x'.repeat(500))).toHaveLength(120);
});
