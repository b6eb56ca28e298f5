import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { openFence } from '../../../webview/markdown/openFence.ts';
import { renderMarkdown } from '../../../webview/markdown/renderMarkdown.ts';

it.each([
  ['```ts\nconst a', { language: 'ts', code: 'const a' }],
  ['~~~~\n~~~\n', { language: '', code: '~~~\n' }],
  ['```\na\n```\n', null],
  ['```\na\n  ````  ', null],
  ['```ts', null],
  ['text\n```\na', null],
  ['```a`b\nc', null],
])('reads %j', (source, expected) => expect(openFence(source)).toEqual(expected));

it('shows the code that Markdown itself would show', () => {
  const lines = fc.array(
    fc.constantFrom('a', '', '  b', '``', '```', '````', ' ```', '    ```', '```x', '~~~', '> q', '\tt'),
  );
  fc.assert(
    fc.property(fc.constantFrom('```', '````ts', '~~~', '``` js x'), lines, (opening, body) => {
      const source = `${opening}\n${body.join('\n')}`;
      const fence = openFence(source);
      const whole = /^<pre><code[^>]*>([\s\S]*)<\/code><\/pre>\n$/.exec(renderMarkdown(source))?.[1];
      if (fence === null) return;
      expect(fence.code.replace(/\n$/, '').replaceAll('>', '&gt;')).toBe(whole?.replace(/\n$/, ''));
    }),
  );
});
