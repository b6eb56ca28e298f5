import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockStream } from '../../../webview/markdown/blockStream.ts';
import { renderMarkdown } from '../../../webview/markdown/renderMarkdown.ts';
import { splitBlocks } from '../../../webview/markdown/splitBlocks.ts';

const PIECES = [
  ...[
    'a',
    'word',
    '# h',
    '#',
    '## two',
    '-',
    '- item',
    '- ',
    '* x',
    '+ y',
    '1. one',
    '2. two',
    '1)',
    '10. ten',
    '===',
    '---',
  ],
  ...[
    '```',
    '```ts',
    '~~~',
    '````',
    '> quote',
    '>',
    '| a | b |',
    '|---|---|',
    '--|--',
    'a|b',
    ':-:|-',
    '    code',
    '  in',
    '\t',
  ],
  ...[
    '**bold',
    '**',
    '`',
    '``',
    '[x](http://a.b)',
    '![i](http://a/b.png)',
    '[r]: http://a.b',
    '[r]',
    '"title"',
    '<b>',
    'https://x.y/z',
  ],
  ...['\\', '  ', '&amp;', '你好', '🙂', '\r', '\u0000', '*', '_', '~~', '| ', '***', 'x\\'],
];
const breaks = ['\n', '\n', '\n', '\n\n', '\r\n', ' ', ''];
const soup = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...breaks)), { maxLength: 24 })
  .map((pairs) => pairs.flat().join(''));

/** What a reader would see: every update's closed blocks rendered once, and the last tail. */
function renderInPieces(source: string, cuts: readonly number[]): string {
  const stream = new BlockStream();
  const ends = [...cuts.map((cut) => cut % (source.length + 1)).sort((a, b) => a - b), source.length];
  let html: string[] = [];
  let tail = '';
  for (const end of ends) {
    const change = stream.update(source.slice(0, end));
    if (change.restarted) html = [];
    html.push(...change.added.map(({ markdown }) => renderMarkdown(markdown)));
    tail = change.tail;
  }
  return html.join('') + renderMarkdown(tail);
}

describe('growing Markdown', () => {
  it('gives the same HTML wherever it is cut', () => {
    fc.assert(
      fc.property(soup, fc.array(fc.nat(400), { maxLength: 12 }), (source, cuts) => {
        expect(renderInPieces(source, cuts)).toBe(renderMarkdown(source));
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same HTML character by character', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const everywhere = Array.from({ length: source.length }, (_, index) => index);
        expect(renderInPieces(source, everywhere)).toBe(renderMarkdown(source));
      }),
      { numRuns: 500 },
    );
  });

  it('starts again when text is taken back from closed blocks, and only then', () => {
    const stream = new BlockStream();
    expect(stream.update('one\n\ntwo\n\nthree').added).toEqual([{ markdown: 'one\n\n' }]);
    expect(stream.update('one\n\ntwo').restarted).toBe(false);
    expect(stream.update('zero').restarted).toBe(true);
    expect(stream.update('zero\n\nnext\n').added).toEqual([{ markdown: 'zero\n\n' }]);
  });

  it('loses nothing between the pieces', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const { closed, tail } = splitBlocks(source);
        expect(closed.join('') + tail).toBe(source);
      }),
    );
  });

  it('closes a code block when the next block begins', () => {
    expect(splitBlocks('```ts\na\n\nb\n```\nafter\n')).toMatchObject({
      closed: ['```ts\na\n\nb\n```\n'],
      tail: 'after\n',
    });
    expect(splitBlocks('```ts\na\n\nb\n')).toMatchObject({ closed: [], tail: '```ts\na\n\nb\n' });
  });
});
