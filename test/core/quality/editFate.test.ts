import { describe, expect, test } from 'vitest';
import { EditFate } from '../../../src/core/quality/editFate.ts';
import { errorsMade, touchedLines } from '../../../src/core/quality/errorsMade.ts';

const BEFORE = 'function a() {\n  return 1;\n}\n';
const AFTER = `${BEFORE}\nfunction total(items) {\n  let sum = 0;\n  for (const item of items) sum += item;\n  return sum;\n}\n`;

describe('What was put into a document', () => {
  test('is undone, comes back, and is undone again', () => {
    const fate = new EditFate(BEFORE, AFTER);
    expect([
      fate.look(AFTER, 'edit'),
      fate.look(BEFORE, 'undo'),
      fate.look(BEFORE, 'undo'),
      fate.look(AFTER, 'edit'),
      fate.look(AFTER, 'redo'),
      fate.look(BEFORE, 'undo'),
      fate.isGone,
    ]).toEqual([undefined, 'undone', undefined, undefined, 'restored', 'undone', true]);
  });

  test.each<[string, (text: string) => string, string | undefined]>([
    ['typed on below', (text) => `${text}const more = 1;\nconst evenMore = 2;\n`, undefined],
    ['moved', () => `${AFTER.slice(BEFORE.length)}${BEFORE}`, undefined],
    ['formatted', (text) => text.replaceAll('  ', '\t').replaceAll(';', ''), undefined],
    ['one name changed', (text) => text.replace('total', 'totalOf'), undefined],
    ['the rest of the file replaced', (text) => text.replace(BEFORE, ''), undefined],
    [
      'its body written anew',
      (text) => text.replace(/let sum[\s\S]*return sum;/, 'return items.reduce(add);'),
      'rewritten',
    ],
    ['deleted by hand', () => BEFORE, 'rewritten'],
    ['all replaced', () => 'nothing of it\n', 'rewritten'],
  ])('%s', (_, edit, expected) => {
    expect(new EditFate(BEFORE, AFTER).look(edit(AFTER), 'edit')).toBe(expected);
  });

  test('is not told by lines that stood there already', () => {
    const fate = new EditFate('}\n}\n}\n', '}\n}\n}\n}\nnew\n');
    expect(fate.look('}\n}\n}\n}\n}\n}\nold\n', 'edit')).toBe('rewritten');
  });

  test('cannot be seen where lines only went', () => {
    expect(new EditFate(AFTER, BEFORE).cannotBeSeen).toBe(true);
  });
});

describe('The errors after an edit', () => {
  const errors = (...all: [number, string][]) => all.map(([line, message]) => ({ line, message }));
  const touched = touchedLines('a\nb\nc\nd', 'a\nx\ny\nd');

  test('are looked for where it was made', () => {
    expect(touched).toEqual({ first: 1, end: 3 });
    expect(touchedLines('a\nb\nc', 'a\nc')).toEqual({ first: 1, end: 1 });
    expect(touchedLines('', 'a\nb')).toEqual({ first: 0, end: 2 });
    expect(touchedLines('same', 'same')).toEqual({ first: 1, end: 1 });
  });

  test.each([
    ['none before, none after', [], [], undefined],
    ['one that is new, there', [], errors([2, 'no x']), 'moreErrors'],
    ['one that is new, elsewhere', [], errors([9, 'no x']), undefined],
    ['one that is new, in the line below', [], errors([3, 'no x']), 'moreErrors'],
    ['the same, moved there', errors([0, 'no x']), errors([2, 'no x']), undefined],
    ['the same twice, one there', errors([0, 'no x']), errors([0, 'no x'], [1, 'no x']), 'moreErrors'],
    ['one less', errors([0, 'no x'], [1, 'no y']), errors([0, 'no x']), 'fewerErrors'],
    ['others instead, there', errors([0, 'no x'], [1, 'no y'], [1, 'no z']), errors([1, 'no w']), 'moreErrors'],
    ['none left', errors([1, 'no y']), [], 'fewerErrors'],
    ['as many', errors([1, 'no y']), errors([1, 'no y']), undefined],
  ])('%s', (_, before, after, expected) => {
    expect(errorsMade(before, after, touched)).toBe(expected);
  });
});
