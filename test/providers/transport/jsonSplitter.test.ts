import { expect, test } from 'vitest';
import { JsonSplitter } from '../../../src/providers/transport/jsonSplitter.ts';
import { processorMs } from '../../fakes/processorMs.ts';

/** What comes of a text whose pieces have these lengths, over and over; the last value tells of a fault. */
function split(text: string, lengths: readonly number[]): unknown[] {
  const splitter = new JsonSplitter();
  const values: unknown[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    values.push(...splitter.push(text.slice(at, at + length)));
    at += length;
  }
  return [...values, ...splitter.end(), splitter.fault?.message ?? 'no fault'];
}

const OBJECTS = [{ a: '\\"{}[]\\\\"', b: { c: [1, { d: '}' }] } }, {}, { e: '\\' }, { f: '👋"\u2028' }];
const LINES = OBJECTS.map((object) => JSON.stringify(object)).join('\n');

test.each([
  ['one after the other', LINES, [...OBJECTS, 'no fault']],
  ['an array', JSON.stringify(OBJECTS, null, 1), [...OBJECTS, 'no fault']],
  ['words, quotes and closing braces around them', `say "x} \\" ${LINES} } "{`, 'as a whole'],
  ['one that is cut off', `${LINES}{"a":`, [...OBJECTS, 'no fault']],
  ['one that is broken', `${LINES}{"a":}{"b":1}`, [...OBJECTS, 'a piece of the answer could not be read']],
])('%s: the same however it is cut', (_, text, expected) => {
  const whole = split(text, [text.length]);
  if (Array.isArray(expected)) expect(whole).toEqual(expected);
  const cuts = [[1], [2], [3], [7], [1, 5, 2], [0, 1], [11, 1, 1]];
  for (const lengths of cuts) expect(split(text, lengths)).toEqual(whole);
  for (let at = 1; at < text.length; at++) expect(split(text, [at, text.length])).toEqual(whole);
});

test('takes time in proportion to the length: sixteen times as much in well below its square', () => {
  const PACKET = 1400;
  const timeOf = (characters: number) => {
    const text = JSON.stringify({ text: 'x'.repeat(characters) });
    const times = [1, 2, 3, 4].map(() => processorMs(() => expect(split(text, [PACKET])).toHaveLength(2)));
    return Math.min(...times);
  };
  expect(timeOf(4_000_000) / timeOf(250_000)).toBeLessThan(64);
});
