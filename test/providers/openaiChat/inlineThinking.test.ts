import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InlineThinking } from '../../../src/providers/openaiChat/inlineThinking.ts';

/** What becomes of text that comes in these pieces: `[reasoning, text]`. */
function split(...pieces: readonly string[]): [string, string] {
  const thinking = new InlineThinking();
  const sum = { reasoning: '', text: '' };
  for (const event of [...pieces.flatMap((piece) => [...thinking.push(piece)]), ...thinking.end()]) {
    if (event.type === 'reasoning' || event.type === 'text') sum[event.type] += event.delta;
  }
  return [sum.reasoning, sum.text];
}

test.each([
  ['<think>hm</think>\n\nx', 'hm', 'x'],
  ['\n<think>\nhm</think>x', '\nhm', 'x'],
  ['<think>never closed', 'never closed', ''],
  ['no tag', '', 'no tag'],
  ['<thin', '', '<thin'],
  ['x <think>later</think>', '', 'x <think>later</think>'],
  ['<think></think>x', '', 'x'],
  ['<think>a </thin b</think>c </think>', 'a </thin b', 'c </think>'],
  ['', '', ''],
])('%j is split the same however it is cut', (text, reasoning, answer) => {
  expect(split(text)).toEqual([reasoning, answer]);
  expect(split(...text)).toEqual([reasoning, answer]);
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(text.length), (a, b) => {
      const [first, second] = [Math.min(a, b), Math.max(a, b)];
      expect(split(text.slice(0, first), text.slice(first, second), text.slice(second))).toEqual([reasoning, answer]);
    }),
  );
});
