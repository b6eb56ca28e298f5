import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../webview/markdown/renderMarkdown.ts';
import { isSafeLink } from '../../../webview/markdown/safeLink.ts';
import { HOSTILE } from '../hostile.ts';

describe('links and images', () => {
  it('opens web pages and mail, and shows where a link leads', () => {
    expect(renderMarkdown('[a](https://a.b/c "my bank")')).toBe(
      '<p><a href="https://a.b/c" title="https://a.b/c">a</a></p>\n',
    );
    expect(renderMarkdown('<a@b.cd> https://x.y')).toContain('href="mailto:a@b.cd"');
  });

  it('keeps the words of links that lead elsewhere', () => {
    expect(renderMarkdown('[pager.ts](src/pager.ts) and [x](javascript:alert(1))')).toBe(
      '<p><span class="place" title="src/pager.ts">pager.ts</span> and x</p>\n',
    );
  });

  it('does not take file names for hosts', () => {
    expect(renderMarkdown('see main.py and build.rs')).toBe('<p>see main.py and build.rs</p>\n');
  });

  it('turns an image into a link with its words', () => {
    expect(renderMarkdown('![a chart](https://a.b/c.png)')).toBe(
      '<p><a href="https://a.b/c.png" title="https://a.b/c.png">a chart</a></p>\n',
    );
    expect(renderMarkdown('[![badge](https://a.b/c.svg)](https://a.b)')).toBe(
      '<p><a href="https://a.b" title="https://a.b">badge</a></p>\n',
    );
  });
});

it('aligns table cells by class, since the page’s policy forbids styles', () => {
  const html = renderMarkdown('| a | b |\n|--:|:-:|\n| 1 | 2 |');
  expect(html).toContain('<td class="align-right">1</td>');
  expect(html).not.toContain('style=');
});

describe('formulas', () => {
  it.each([
    ['costs $5 and $10', []],
    ['from $5-$10, or $5 (or 10$)', []],
    ['echo $PATH:$HOME and `$x$`', []],
    ['so $x^2$ and $ y$ and $y $', ['$x^2$']],
    ['\\(a\\) and \\[b\\] and $$c$$', ['\\(a\\)', '\\[b\\]', '$$c$$']],
    ['$$\na\n$$', ['$$\na\n$$']],
    ['\\[\na\n\\]', ['\\[\na\n\\]']],
    ['$$\nnever closed', []],
  ])('finds them in %j', (markdown, formulas) => {
    const found = renderMarkdown(markdown).matchAll(/class="math[^"]*">([^<]*)</g);
    expect([...found].map(([, formula]) => formula)).toEqual(formulas);
  });

  it('are found in time that grows with the text, not with its square', () => {
    const started = performance.now();
    renderMarkdown('$a'.repeat(20_000));
    renderMarkdown('\\('.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

it('draws task lists, nested in lists', () => {
  const html = renderMarkdown('- [x] done\n  1. [ ] not\n- [y] no task');
  expect(html.match(/task-box(?: task-done)?"/g)).toEqual(['task-box task-done"', 'task-box"']);
  expect(html).toContain('[y] no task');
});

it('draws footnotes where they stand, with what is indented below', () => {
  const html = renderMarkdown('a[^1]\n\n[^1]: one\n\n    more\n\nb');
  expect(html).toContain('<sup class="footnote-ref">1</sup>');
  expect(html).toMatch(
    /<section class="footnote"><span class="footnote-label">1<\/span><p>one<\/p>\s*<p>more<\/p>\s*<\/section>\s*<p>b/,
  );
});

describe('hostile Markdown', () => {
  it.each(HOSTILE)('is harmless: %s', (markdown) => {
    const html = renderMarkdown(markdown);
    expect(html).not.toMatch(/<(?:img|script|iframe|svg|style|form|object|link|base)\b/i);
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/i);
    expect(html.replace(/&[a-z]+;/g, '')).not.toMatch(/<[^>]*\son\w+=/i);
  });

  it('renders no tag but its own, whatever the text', () => {
    const tags =
      /^(?:p|br|hr|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|s|a|table|thead|tbody|tr|th|td|span|sup|section)$/;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HOSTILE, '<', '>', '"', "'", '`', '\n', '&lt;', '\\')), (pieces) => {
        for (const [, tag = ''] of renderMarkdown(pieces.join('')).matchAll(/<\/?([a-z][\w-]*)/gi))
          expect(tag).toMatch(tags);
      }),
    );
  });
});

it.each([
  ['https://a.b', true],
  ['HTTP://a.b', true],
  ['mailto:a@b.c', true],
  ['javascript:alert(1)', false],
  ['command:workbench.action.openSettings', false],
  ['data:text/html,x', false],
  ['vscode://x', false],
  ['file:///etc/passwd', false],
  ['//a.b', false],
  ['https:a', false],
  [' https://a.b', false],
  ['https://a.b\njavascript:x', false],
  [`https://a.b/${'x'.repeat(4000)}`, false],
])('isSafeLink(%s) is %s', (href, safe) => expect(isSafeLink(href)).toBe(safe));
