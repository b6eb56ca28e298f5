import { expect, test } from 'vitest';
import { ChatConverter } from '../../../src/providers/openaiChat/toEvents.ts';

/** What is kept of the `reasoning_details` of an answer that brings them in these chunks. */
function keptOf(...chunks: readonly unknown[][]): unknown {
  const converter = new ChatConverter();
  for (const reasoning_details of chunks) {
    for (const _ of converter.push({ choices: [{ index: 0, delta: { reasoning_details } }] }));
  }
  const kept = [...converter.end()].find((event) => event.type === 'verbatim');
  return (kept?.content as { reasoning_details?: unknown } | undefined)?.reasoning_details;
}

const text = (fields: object) => ({ type: 'reasoning.text', ...fields });
const secret = (fields: object) => ({ type: 'reasoning.encrypted', data: 'abc', index: 0, ...fields });
const claude = { format: 'anthropic-claude-v1', index: 0 };

test.each<[string, object[], object[]]>([
  [
    'are whole again, with the signature that came last (agno-agi/agno#8794)',
    [
      text({ text: 'Let', ...claude }),
      text({ text: ' me.', id: null, ...claude }),
      text({ signature: 'Et8B', id: 'r1', ...claude }),
    ],
    [text({ text: 'Let me.', signature: 'Et8B', id: 'r1', ...claude })],
  ],
  [
    'have the last signature that is one (Vercel)',
    [
      text({ text: 'a', signature: '', ...claude }),
      text({ text: 'b', signature: null, ...claude }),
      text({ text: '', signature: 's1', ...claude }),
      text({ text: '', signature: 's2', ...claude }),
      text({ text: '', signature: '', ...claude }),
    ],
    [text({ text: 'ab', signature: 's2', ...claude })],
  ],
  [
    'of several blocks do not mix, and stand where they began',
    [
      text({ text: 'a', index: 0 }),
      text({ text: 'x', index: 1 }),
      { type: 'reasoning.summary', summary: 'In', index: 0 },
      text({ text: 'b', index: 0 }),
      { type: 'reasoning.summary', summary: ' short', index: 0 },
      text({ text: 'y', index: 1 }),
    ],
    [
      text({ text: 'ab', index: 0 }),
      text({ text: 'xy', index: 1 }),
      { type: 'reasoning.summary', summary: 'In short', index: 0 },
    ],
  ],
  [
    'of different ids are different blocks',
    [
      text({ text: 'a', index: 0, id: 'r1' }),
      text({ text: 'b', index: 0, id: 'r2' }),
      text({ text: 'c', index: 0, id: 'r1' }),
    ],
    [text({ text: 'ac', index: 0, id: 'r1' }), text({ text: 'b', index: 0, id: 'r2' })],
  ],
  [
    'that are encrypted are joined by nothing but their id',
    [secret({ id: 'a' }), secret({ id: 'b' }), secret({ id: 'a', data: 'def' }), secret({}), secret({ id: null })],
    [secret({ id: 'a', data: 'abcdef' }), secret({ id: 'b' }), secret({}), secret({ id: null })],
  ],
  [
    'without an index follow each other until they are signed',
    [text({ text: 'a' }), text({ text: 'b' }), text({ signature: 's' }), text({ text: 'c', signature: 't' })],
    [text({ text: 'ab', signature: 's' }), text({ text: 'c', signature: 't' })],
  ],
  [
    'without an index stay as they came where they are summaries, encrypted, or have something between them',
    [
      { type: 'reasoning.summary', summary: 'a' },
      { type: 'reasoning.summary', summary: 'b' },
      { type: 'reasoning.encrypted', data: 'c' },
      { type: 'reasoning.encrypted', data: 'd' },
      text({ text: 'e' }),
      text({ text: 'f', index: 0 }),
      text({ text: 'g' }),
    ],
    [
      { type: 'reasoning.summary', summary: 'a' },
      { type: 'reasoning.summary', summary: 'b' },
      { type: 'reasoning.encrypted', data: 'c' },
      { type: 'reasoning.encrypted', data: 'd' },
      text({ text: 'e' }),
      text({ text: 'f', index: 0 }),
      text({ text: 'g' }),
    ],
  ],
])('fragments of details %s', (_, fragments, whole) => {
  expect(keptOf(...fragments.map((fragment) => [fragment]))).toEqual(whole);
  expect(keptOf(fragments)).toEqual(whole);
});

test('details that are none are kept as they came', () => {
  const odd = [null, 'x', 7, [], {}, { type: 7, index: 0 }, { type: 'reasoning.text', index: 0, text: {} }];
  expect(keptOf(odd)).toEqual(odd);
});
