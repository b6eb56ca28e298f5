import { expect, test } from 'vitest';
import { countChangedFiles } from '../../src/protocol/blockFiles.ts';
import { codeBlocksOf } from '../../src/protocol/codeBlocks.ts';
import { namedPath } from '../../src/protocol/namedPath.ts';

const fence = '```';

test('code blocks are found in lists, quotes and longer fences, with what stands above them', () => {
  const markdown = `# Title

1. In \`a.ts\`:

   ${fence}ts
   if (a) {
     b();
   }
   ${fence}

> ${fence}sh
> ls
> ${fence}

${fence}${fence}md
${fence}js
x
${fence}
${fence}${fence}
${fence}py
open`;
  expect(codeBlocksOf(markdown)).toEqual([
    { language: 'ts', info: 'ts', text: 'if (a) {\n  b();\n}', above: '1. In `a.ts`:' },
    { language: 'sh', info: 'sh', text: 'ls', above: '' },
    { language: 'md', info: 'md', text: '```js\nx\n```', above: '' },
    { language: 'py', info: 'py', text: 'open', above: '' },
  ]);
});

test.each([
  ['```ts src/a.ts\n1\n```', 'src/a.ts'],
  ['```ts:src/a.ts\n1\n```', 'src/a.ts'],
  ['```12:30:src/a.ts\n1\n```', 'src/a.ts'],
  ['```ts title="src/my file.ts"\n1\n```', 'src/my file.ts'],
  ['```ts {1,3} file=src/a.ts\n1\n```', 'src/a.ts'],
  ['```src/a.ts\n1\n```', 'src/a.ts'],
  ['```ts\n// src/a.ts\n1\n```', 'src/a.ts'],
  ['```ts\n// filepath: src/a.ts\n1\n```', 'src/a.ts'],
  ['```py\n# app/main.py\n1\n```', 'app/main.py'],
  ['```html\n<!-- index.html -->\n1\n```', 'index.html'],
  ['```css\n/* main.css */\n1\n```', 'main.css'],
  ['```\n# Dockerfile\nFROM x\n```', 'Dockerfile'],
  ['### `src/a.ts`\n\n```ts\n1\n```', 'src/a.ts'],
  ['**src/a.ts**\n```ts\n1\n```', 'src/a.ts'],
  ['src/a.ts:\n```ts\n1\n```', 'src/a.ts'],
  ['Change `src/a.ts` like this:\n```ts\n1\n```', 'src/a.ts'],
  ['Move it from `a.ts` to `b.ts`:\n```ts\n1\n```', undefined],
  ['Call `items.slice` here:\n```ts\n1\n```', undefined],
  ['```ts showLineNumbers\n1\n```', undefined],
  ['```sh\n# install the tools\nls\n```', undefined],
  ['```sh\n#!/usr/bin/env bash\nls\n```', undefined],
  ['```md\n# notes.md\n```', undefined],
  ['```ts\n// see https://example.org/a.ts\n1\n```', undefined],
])('%j names %s', (markdown, path) => {
  const [block] = codeBlocksOf(markdown);
  expect(block && namedPath(block)).toBe(path);
});

test('files that an answer changes are counted once, output and commands not at all', () => {
  const patch =
    '```diff\n--- a/x.ts\n+++ b/x.ts\n@@ -1 +1 @@\n-a\n+b\n--- /dev/null\n+++ b/y.ts\n@@ -0,0 +1 @@\n+a\n```';
  expect(countChangedFiles(patch)).toBe(2);
  expect(countChangedFiles('```ts a.ts\n1\n```\n```ts ./a.ts\n2\n```')).toBe(1);
  expect(countChangedFiles('Run `a.ts`:\n```sh\nnode a.ts\n```\nIn `b.ts`:\n```text\nout\n```')).toBe(0);
});
