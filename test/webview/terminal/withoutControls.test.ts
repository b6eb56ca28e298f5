import { expect, it } from 'vitest';
import { withoutControls } from '../../../webview/terminal/withoutControls.ts';

it.each([
  ['\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'],
  ['\u001b[2J\u001b[H\u001b[?25lx\u001b[K', 'x'],
  ['\u001b]0;title\u0007x\u001b]8;;https://evil.test\u001b\\link\u001b]8;;\u001b\\', 'xlink'],
  ['ab\bc\u0007', 'ac'],
  ['one\ttwo\nthree', 'one\ttwo\nthree'],
])('%j', (output, expected) => expect(withoutControls(output)).toBe(expected));
