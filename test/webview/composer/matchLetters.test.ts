import { expect, it } from 'vitest';
import { matchLetters } from '../../../webview/composer/matchLetters.ts';

/** The label with its matched letters in brackets. */
function marked(label: string, query: string): string | null {
  return (
    matchLetters(label, query)
      ?.map(({ text, matched }) => (matched ? `[${text}]` : text))
      .join('') ?? null
  );
}

it.each([
  ['pager.ts', '', 'pager.ts'],
  ['pager.ts', 'age', 'p[age]r.ts'],
  ['Pager.ts', 'PAG', '[Pag]er.ts'],
  ['pager.ts', 'pts', '[p]ager.[ts]'],
  ['pager.ts', 'x', null],
  ['pager', 'pagers', null],
  ['İstanbul', 'x', null],
  ['İstanbul', '', 'İstanbul'],
])('%s for %s', (label, query, expected) => expect(marked(label, query)).toBe(expected));
