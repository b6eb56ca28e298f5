import { describe, expect, it } from 'vitest';
import { completionToken } from '../../../webview/composer/completionToken.ts';

/** `|` is the cursor. */
function at(marked: string) {
  return completionToken(marked.replace('|', ''), marked.indexOf('|'));
}

describe('what can be completed at the cursor', () => {
  it.each([
    ['#|', { trigger: '#', query: '', start: 0, end: 1 }],
    ['#pag|', { trigger: '#', query: 'pag', start: 0, end: 4 }],
    ['see #src/pag|', { trigger: '#', query: 'src/pag', start: 4, end: 12 }],
    ['see (#pag|', { trigger: '#', query: 'pag', start: 5, end: 9 }],
    ['two\n#pag|', { trigger: '#', query: 'pag', start: 4, end: 8 }],
    ['#pa|ger there', { trigger: '#', query: 'pa', start: 0, end: 6 }],
    ['/|', { trigger: '/', query: '', start: 0, end: 1 }],
    ['/fix|', { trigger: '/', query: 'fix', start: 0, end: 4 }],
    ['```\ncode\n```\n#pag|', { trigger: '#', query: 'pag', start: 13, end: 17 }],
    ['`a` #pag|', { trigger: '#', query: 'pag', start: 4, end: 8 }],
  ])('%s', (marked, token) => expect(at(marked)).toEqual(token));

  it.each([
    'pag|',
    'C#|',
    'issue#12|',
    '##|',
    '# heading|',
    '#pag |',
    'see /fix|',
    '/fix it|',
    ' /fix|',
    '```c\n#include|',
    'use `#pag|',
    `#${'x'.repeat(201)}|`,
  ])('not %s', (marked) => expect(at(marked)).toBeNull());

  it('is found at once in a very long text', () => {
    const text = `${'# word ( '.repeat(100_000)}#pag`;
    const began = performance.now();
    expect(completionToken(text, text.length)?.query).toBe('pag');
    expect(performance.now() - began).toBeLessThan(100);
  });
});
