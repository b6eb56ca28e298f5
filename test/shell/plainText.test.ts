import { expect, test } from 'vitest';
import { plainText } from '../../src/shell/plainText.ts';

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
