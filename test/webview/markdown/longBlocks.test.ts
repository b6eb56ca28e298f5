import { describe, expect, it } from 'vitest';
import { BlockStream } from '../../../webview/markdown/blockStream.ts';
import type { Piece } from '../../../webview/markdown/piece.ts';
import { renderMarkdown } from '../../../webview/markdown/renderMarkdown.ts';
import { longText, SHAPES } from '../longTexts.ts';

interface Followed {
  readonly pieces: Piece[];
  readonly tail: string;
  /** The longest tail that had to be drawn anew. */
  readonly longestTail: number;
  readonly longestPiece: number;
}

function follow(text: string, step: number): Followed {
  const stream = new BlockStream();
  const pieces: Piece[] = [];
  let tail = '';
  let longestTail = 0;
  for (let end = step; end < text.length + step; end += step) {
    const change = stream.update(text.slice(0, end));
    expect(change.restarted).toBe(false);
    pieces.push(...change.added);
    tail = change.tail;
    if (change.openCode === undefined) longestTail = Math.max(longestTail, tail.length);
  }
  const drawn = pieces.filter(({ code }) => code === undefined);
  return { pieces, tail, longestTail, longestPiece: Math.max(0, ...drawn.map(({ markdown }) => markdown.length)) };
}

const count = (html: string, tag: string) => html.split(`<${tag}`).length - 1;

describe.each(SHAPES)('a long answer that is %s', (shape) => {
  const text = longText(shape, 20_000);

  it.each([37, 16_000])('loses nothing in steps of %i characters', (step) => {
    const { pieces, tail } = follow(text, step);
    expect(pieces.map(({ markdown }) => markdown).join('') + tail).toBe(text);
  });

  it('is never drawn anew for more than a screen, nor in large pieces', () => {
    const { longestTail, longestPiece } = follow(text, 50);
    expect(longestTail).toBeLessThan(4500);
    expect(longestPiece).toBeLessThan(4500);
  });
});

describe('the parts of a long block', () => {
  it('of numbers go on counting, whatever numbers were written', () => {
    const text = longText('numbers', 30_000);
    const { pieces } = follow(text, 100);
    let items = 0;
    for (const { markdown, continued } of pieces) {
      if (continued?.block === 'numbers') expect(continued.next).toBe(items + 1);
      items += markdown.split('\n').filter((line) => line.startsWith('1. ')).length;
    }
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.at(-1)?.continued).toMatchObject({ block: 'numbers' });
  });

  it('of a table know its head, and hold every row once', () => {
    const text = `${longText('table', 30_000)}\nAfter it.\n\nAnd more.\n`;
    const { pieces } = follow(text, 100);
    const parts = pieces.filter(({ continued }) => continued?.block === 'table');
    expect(parts.length).toBeGreaterThan(5);
    for (const { markdown, continued } of parts) {
      const html = renderMarkdown((continued?.block === 'table' ? continued.head : '') + markdown);
      expect(html.startsWith('<table>')).toBe(true);
      expect(count(html, 'tr>')).toBe(markdown.trim().split('\n').length + 1);
    }
    expect(pieces.at(-1)).toEqual({ markdown: 'After it.\n\n' });
  });

  it('of a list are items of the same list, and what follows is no part of it', () => {
    const text = `${longText('list', 20_000)}\nAfter it.\n\nAnd more.\n`;
    const { pieces } = follow(text, 333);
    const items = pieces.map(({ markdown }) => count(renderMarkdown(markdown), 'li>')).reduce((sum, n) => sum + n, 0);
    expect(items).toBe(text.split('\n').filter((line) => line.startsWith('- ')).length);
    expect(pieces.filter(({ continues }) => continues).length).toBeGreaterThan(3);
    expect(pieces.at(-1)).toEqual({ markdown: 'After it.\n\n' });
  });

  it('of a paragraph never begin or end inside bold words', () => {
    for (const { markdown } of follow(longText('paragraph', 30_000), 77).pieces) {
      expect(markdown.split('**').length % 2).toBe(1);
      expect(markdown).toMatch(/^\p{L}/u);
    }
  });

  it('are not made of blocks that are not long', () => {
    for (const shape of SHAPES) {
      const { pieces } = follow(longText(shape, 3000), 100);
      expect(pieces.filter(({ continued, continues, code }) => continued || continues || code)).toEqual([]);
    }
  });
});

describe('a block of code that is coming', () => {
  it('is code until its closing line has come, whatever stands in it', () => {
    const stream = new BlockStream();
    expect(stream.update('```ts\nconst a').openCode).toEqual({ language: 'ts', code: 'const a' });
    expect(stream.update('```ts\nconst a\n\n``').openCode?.code).toBe('const a\n\n``');
    expect(stream.update('```ts\nconst a\n\n```').openCode?.code).toBe('const a\n\n');
    expect(stream.update('```ts\nconst a\n\n```x\n').openCode?.code).toBe('const a\n\n```x\n');
    const closed = stream.update('```ts\nconst a\n\n```x\n```\nAnd');
    expect(closed.added).toEqual([{ markdown: '```ts\nconst a\n\n```x\n```\n' }]);
    expect(closed).toMatchObject({ tail: 'And', openCode: undefined });
  });

  it('may follow another, after blank lines', () => {
    const stream = new BlockStream();
    stream.update('```\none\n```\n');
    expect(stream.update('```\none\n```\n\n~~~~ js x\ntwo\n~~~\n').openCode).toEqual({
      language: 'js',
      code: 'two\n~~~\n',
    });
  });

  it('starts again when text is taken back', () => {
    const stream = new BlockStream();
    stream.update('```ts\none\ntwo\n');
    expect(stream.update('```ts\none\nx').openCode).toEqual({ language: 'ts', code: 'one\nx' });
    expect(stream.update('text').openCode).toBeUndefined();
  });

  it('gives its code when it was long', () => {
    const code = longText('code', 9000).slice('```ts\n'.length);
    const { pieces } = follow(`\`\`\`ts\n${code}\`\`\`\nAfter.\n`, 200);
    expect(pieces).toEqual([{ markdown: `\`\`\`ts\n${code}\`\`\`\n`, code: { language: 'ts', text: code } }]);
  });
});
