import { expect, it } from 'vitest';
import { composerKey } from '../../../webview/composer/composerKey.ts';

const plain = { key: 'Enter', shiftKey: false, altKey: false, isComposing: false, keyCode: 13 };

it.each([
  ['Enter sends', plain, 'send'],
  ['Shift+Enter breaks the line', { ...plain, shiftKey: true }, null],
  ['Enter that ends a composed word does not send', { ...plain, isComposing: true }, null],
  ['Enter taken by an input method does not send', { ...plain, keyCode: 229 }, null],
  ['Escape stops', { ...plain, key: 'Escape', keyCode: 27 }, 'stop'],
  ['Escape that ends a composed word does not stop', { ...plain, key: 'Escape', isComposing: true }, null],
  ['a letter is a letter', { ...plain, key: 'a', keyCode: 65 }, null],
])('%s', (_name, key, expected) => expect(composerKey(key)).toBe(expected));
