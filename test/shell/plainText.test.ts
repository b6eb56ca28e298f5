import { expect, test } from 'vitest';
import { plainLabel, plainPrompt, plainText } from '../../src/shell/plainText.ts';

/** As VS Code finds links in notifications (src/vs/base/common/linkedText.ts). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

test.each([
  '[fix](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22x%22%7D)',
  'a.ts](command:x) [b](https://evil.test "t")',
  '[x]\u200b(command:x) [x]\u0000(command:x)[y](COMMAND:z)',
  '[x]\u202e(command:x)',
  '[[x]](command:x)',
])('%j has no link in a notification', (text) => {
  expect(plainText(text)).not.toMatch(LINK);
});

test('what is plain stays as it is, brackets and line breaks included', () => {
  const text = 'This chat now asks small (US$0.10 [estimated]).\n\nمرحبا 👩‍👩‍👧';
  expect(plainText(text)).toBe(text);
});

test('no sign hides or turns round what is told, and it is not endless', () => {
  expect(plainText('gpj\u202e.exe \u001b[31mred\u{e0041}')).toBe('gpj .exe  [31mred');
  expect(plainText('x'.repeat(1_000_000)).length).toBeLessThan(1100);
});

/** What the editor draws as icons (src/vs/base/browser/ui/iconLabel/iconLabels.ts). */
const drawn = (label: string) =>
  [...label.matchAll(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g)].filter(([, escaped]) => escaped === undefined);

test.each([
  '$(check) verified',
  'a$(sync~spin)b',
  '\\$(check)',
  '$($(check))',
  '$(\u202echeck)$(che\u0000ck) $(check)',
  `${'x'.repeat(295)}$(check)`,
])('%j has no icon in a row or below a box', (text) => {
  expect(drawn(plainLabel(text))).toEqual([]);
  expect(drawn(plainPrompt(text))).toEqual([]);
});

test('a row is one line, and words that only look like an icon stay as they are', () => {
  expect(plainLabel('rm $(ls -la) $HOME $(pwd\n[a](b)')).toBe('rm $(ls -la) $HOME $(pwd [a](b)');
  expect(plainLabel('a\r\nb\u2028c\u202ed')).toBe('a b c d');
  expect(plainLabel('x'.repeat(1_000_000)).length).toBeLessThan(310);
  expect(plainPrompt('[a](command:x) $(check)')).toBe('[a] (command:x) \\$(check)');
});
