import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillIn } from '../../../webview/format/fillIn.ts';
import { formatAgo } from '../../../webview/format/formatAgo.ts';
import { formatCost } from '../../../webview/format/formatCost.ts';
import { formatCount } from '../../../webview/format/formatCount.ts';
import { formatDuration } from '../../../webview/format/formatDuration.ts';
import { shortModel } from '../../../webview/format/shortModel.ts';
import { withHiddenShown } from '../../../webview/format/withHiddenShown.ts';

describe('formatCost', () => {
  it.each([
    [0.000123, '$0.000123'],
    [0.0012, '$0.0012'],
    [0.00999999, '$0.01'],
    [0.01, '$0.01'],
    [0.0123456, '$0.0123'],
    [0.5, '$0.50'],
    [12.345, '$12.35'],
    [0.0000004, '<$0.000001'],
    [0, '$0'],
  ])('%d is %s', (usd, text) => expect(formatCost(usd)).toBe(text));

  it('tells an unknown price as unknown and marks estimates', () => {
    expect(formatCost(null)).toBe('cost unknown');
    expect(formatCost(0.0012, { estimated: true })).toBe('≈$0.0012');
  });

  it('never shows a cost as nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1000, noNaN: true }), (usd) => {
        expect(Number(formatCost(usd).replace(/[<$]/g, ''))).toBeGreaterThan(0);
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [340.4, '340 ms'],
    [999.6, '1.0 s'],
    [2120, '2.1 s'],
    [9960, '10 s'],
    [59_600, '1 min'],
    [65_000, '1 min 5 s'],
  ])('%d is %s', (ms, text) => expect(formatDuration(ms).replaceAll('\u00a0', ' ')).toBe(text));
});

it('fills placeholders in and leaves those without a value', () => {
  expect(fillIn('{1} before {0}, {2}', 'a', 'b')).toBe('b before a, {2}');
  expect(fillIn('{0}', '{0}')).toBe('{0}');
});

it('counts with separators', () => expect(formatCount(1_234_567, 'en')).toBe('1,234,567'));

it.each([
  ['deepseek/deepseek-chat', 'deepseek-chat'],
  ['openrouter/anthropic/claude', 'anthropic/claude'],
  ['plain', 'plain'],
  ['/odd', '/odd'],
])('shortens %s to %s', (id, short) => expect(shortModel(id)).toBe(short));

it.each([
  ['secret\u202egnp.pem', 'secret\u{fffd}gnp.pem'],
  ['a\u2066\u2069b\u0007.ts', 'a\u{fffd}b\u{fffd}.ts'],
  ['two\nlines of مرحبا 👩‍👩‍👧.md', 'two\nlines of مرحبا 👩‍👩‍👧.md'],
  [
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}.md',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}.md',
  ],
])('a name hides nothing: %j', (name, shown) => expect(withHiddenShown(name)).toBe(shown));

it.each([
  [59, 'now'],
  [60, '1m ago'],
  [3 * 3600, '3h ago'],
  [86_400, 'yesterday'],
  [-60, 'now'],
])('what was %i seconds ago was %s', (seconds, words) => expect(formatAgo(0, seconds * 1000, 'en')).toBe(words));
