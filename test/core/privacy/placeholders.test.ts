import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Leak } from '../../../src/core/ports/leakDetector.ts';
import { inJson, Placeholders } from '../../../src/core/privacy/placeholders.ts';
import { Restorer } from '../../../src/core/privacy/restorer.ts';

const secret = (value: string): Leak => ({ type: 'secret', kind: 'github', value });
const email = (value: string): Leak => ({ type: 'personal', kind: 'email', value });

test('the same value has the same name everywhere, in the order of appearance', () => {
  const placeholders = new Placeholders([secret('alpha-1'), email('a.b@firma.de'), secret('alpha-1')], []);
  expect(placeholders.hide('a.b@firma.de alpha-1 alpha-1')).toBe('__EMAIL_2__ __SECRET_1__ __SECRET_1__');
});

test('a conversation that grows keeps its names', () => {
  const before = new Placeholders([secret('alpha-1'), secret('beta-22')], ['alpha-1 beta-22']);
  const after = new Placeholders(
    [secret('alpha-1'), secret('beta-22'), secret('gamma-3')],
    ['alpha-1 beta-22', 'gamma-3'],
  );
  expect(after.hide('alpha-1 beta-22')).toBe(before.hide('alpha-1 beta-22'));
});

test('a word with a number that comes up later changes no name', () => {
  const before = new Placeholders([secret('alpha-1')], ['alpha-1']);
  const after = new Placeholders([secret('alpha-1')], ['alpha-1', 'now STEP_1 and __init_1 please']);
  expect(after.hide('alpha-1')).toBe(before.hide('alpha-1'));
});

test('a name that stands in the text already is not used', () => {
  const text = 'what does __SECRET_1__ mean, and __SECRET_23__? alpha-1';
  expect(new Placeholders([secret('alpha-1')], [text]).hide(text)).toBe(
    'what does __SECRET_1__ mean, and __SECRET_23__? __SECRET_3__',
  );
});

test('a value within another one does not take it apart', () => {
  const placeholders = new Placeholders([secret('hunter22'), secret('postgres://a:hunter22@db')], []);
  expect(placeholders.hide('postgres://a:hunter22@db and hunter22')).toBe('__SECRET_2__ and __SECRET_1__');
});

/** Pieces that are most likely to be taken for one another. */
const nasty = fc.oneof(
  fc.constantFrom(
    '__',
    '_',
    '__SECRET_',
    'SECRET_1',
    '__SECRET_1__',
    '__EMAIL_2__',
    '1__',
    '__SECRET_1',
    '12',
    '2',
    ' ',
  ),
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const value = fc.oneof(
  fc.string({ minLength: 4, maxLength: 12 }),
  fc.constantFrom('2abcdef', '__SECRET_9', 'line\n"two"\\', 'abcd', 'abcdef', 'SECRET_1__x'),
);

/** A text with some of the values in it, the values, and where to cut what comes back. */
const example = fc.record({
  values: fc.uniqueArray(value, { minLength: 1, maxLength: 4 }),
  parts: fc.array(fc.oneof(nasty, fc.nat(3)), { maxLength: 12 }),
  cuts: fc.array(fc.nat(200), { maxLength: 8 }),
});

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

describe('what was hidden comes back', () => {
  test('in any text, cut anywhere', () => {
    fc.assert(
      fc.property(example, ({ values, parts, cuts }) => {
        const text = parts.map((part) => (typeof part === 'number' ? (values[part] ?? '') : part)).join('');
        const placeholders = new Placeholders(values.map(secret), [text]);
        const hidden = placeholders.hide(text);
        const restorer = new Restorer(placeholders.byName);
        const back =
          cutAt(hidden, cuts)
            .map((piece) => restorer.push(piece))
            .join('') + restorer.flush();
        // In a text a value may also stand as JSON writes it: it comes back as itself.
        const plain = values.reduce((rest, one) => rest.replaceAll(inJson(one), one), text);
        expect([text, plain]).toContain(back);
      }),
      { numRuns: 2000 },
    );
  });

  test('in JSON, so that it stays JSON', () => {
    fc.assert(
      fc.property(example, ({ values, cuts }) => {
        const json = JSON.stringify({ values, all: values.join(' ') });
        const placeholders = new Placeholders(values.map(secret), [json]);
        const hidden = placeholders.hide(json);
        const restorer = new Restorer(placeholders.byName, inJson);
        const back =
          cutAt(hidden, cuts)
            .map((piece) => restorer.push(piece))
            .join('') + restorer.flush();
        expect(JSON.parse(back)).toEqual(JSON.parse(json));
      }),
      { numRuns: 1000 },
    );
  });
});

test('what cannot become a name is not held back', () => {
  const restorer = new Restorer(new Placeholders([secret('alpha-1')], []).byName);
  expect(['a _', '_b', '__SEC', 'RET', '_1_', '_!'].map((piece) => restorer.push(piece))).toEqual([
    'a ',
    '__b',
    '',
    '',
    '',
    'alpha-1!',
  ]);
});
