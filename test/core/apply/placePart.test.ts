import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockParts } from '../../../src/core/apply/blockParts.ts';
import type { Placement } from '../../../src/core/apply/placement.ts';
import { placePart, type TargetText } from '../../../src/core/apply/placePart.ts';

const FILE = `import { a } from './a.ts';

const SIZE = 10;

export class Pager {
  readonly items: string[];

  /** How many. */
  count() {
    return this.items.length;
  }

  page(index: number) {
    const first = index * SIZE;
    return this.items.slice(first, first + SIZE);
  }
}

export function last(items: string[]) {
  return items[items.length];
}
`;

function place(block: string, target: string | TargetText = FILE, language = 'ts'): Placement {
  const [part] = blockParts(block, language);
  return part === undefined
    ? { ok: false, failure: { kind: 'noPlace' } }
    : placePart(part, typeof target === 'string' ? { text: target } : target);
}

function textOf(placed: Placement): string {
  return placed.ok ? placed.text : JSON.stringify(placed.failure);
}

describe('a fragment', () => {
  test('takes the place of the function of the same name', () => {
    const fixed = 'export function last(items: string[]) {\n  return items.at(-1);\n}';
    expect(textOf(place(fixed))).toBe(FILE.replace('items[items.length]', 'items.at(-1)'));
  });

  test('written without its class is put back at its depth, with the indentation of the file', () => {
    const tabs = FILE.replace(/^( {2})+/gm, (indent) => '\t'.repeat(indent.length / 2));
    const method = 'page(index: number) {\n    return this.items.slice(index);\n}';
    expect(textOf(place(method, tabs))).toBe(
      tabs.replace(/\t\tconst first.*\n.*\n/, '\t\treturn this.items.slice(index);\n'),
    );
  });

  test('keeps the comment above what it replaces, unless it brings its own', () => {
    expect(textOf(place('count() {\n  return 0;\n}'))).toContain(
      '  /** How many. */\n  count() {\n    return 0;\n  }\n',
    );
    expect(textOf(place('/** None. */\ncount() {\n  return 0;\n}'))).toContain(
      '\n\n  /** None. */\n  count() {\n    return 0;\n  }\n\n  page(',
    );
  });

  test('brings imports and new functions along', () => {
    const block = `import { b } from './b.ts';

export function last(items: string[]) {
  return b(items);
}

export function first(items: string[]) {
  return items[0];
}`;
    expect(textOf(place(block))).toBe(
      `${FILE.replace("'./a.ts';\n", "'./a.ts';\nimport { b } from './b.ts';\n").replace('items[items.length]', 'b(items)')}
export function first(items: string[]) {
  return items[0];
}
`,
    );
  });

  test('with marks for what stays changes only what stands between them', () => {
    const block = `export class Pager {
  // ... existing code ...

  page(index: number) {
    const first = index * SIZE;
    if (first < 0) throw new RangeError();
    return this.items.slice(first, first + SIZE);
  }
}

// ... rest of the file ...`;
    expect(textOf(place(block))).toBe(
      FILE.replace('index * SIZE;\n', 'index * SIZE;\n    if (first < 0) throw new RangeError();\n'),
    );
  });

  test('with marks replaces a changed last statement instead of adding a second one', () => {
    const block = 'export function last(items: string[]) {\n  // ...\n  return items[items.length - 1];\n}';
    expect(textOf(place(block))).toBe(FILE.replace('items[items.length]', 'items[items.length - 1]'));
  });

  test('that answers a selection takes its place, wherever it stands by now', () => {
    const target = {
      text: `// moved\n${FILE}`,
      selection: '    const first = index * SIZE;',
      hint: { from: 14, to: 14 },
    };
    expect(textOf(place('if (index < 0) return [];\nlet from = index * SIZE;', target))).toBe(
      `// moved\n${FILE.replace('    const first = index * SIZE;', '    if (index < 0) return [];\n    let from = index * SIZE;')}`,
    );
  });

  test('without any sign of its place is a failure', () => {
    expect(place('console.log(1);')).toEqual({ ok: false, failure: { kind: 'noPlace' } });
    expect(place('export function other() {\n  return 1;\n}')).toEqual({ ok: false, failure: { kind: 'noPlace' } });
  });

  test('that fits in two places says so, or goes where the reader was', () => {
    const twice = 'class A {\n  run() {\n    return 1;\n  }\n}\n\nclass B {\n  run() {\n    return 1;\n  }\n}\n';
    const block = 'run() {\n  return 2;\n}';
    expect(place(block, twice)).toMatchObject({ ok: false, failure: { kind: 'ambiguous', places: [2, 8] } });
    expect(textOf(place(block, { text: twice, hint: { from: 9, to: 9 } }))).toBe(
      'class A {\n  run() {\n    return 1;\n  }\n}\n\nclass B {\n  run() {\n    return 2;\n  }\n}\n',
    );
  });

  test('of Python and of a style sheet finds its counterpart', () => {
    const python = 'import os\n\n@cached\ndef one():\n    return 1\n\ndef two():\n    return 2\n';
    expect(textOf(place('def one():\n    x = 1\n    return x', python, 'python'))).toBe(
      'import os\n\n@cached\ndef one():\n    x = 1\n    return x\n\ndef two():\n    return 2\n',
    );
    const css = 'a {\n  color: red;\n}\n\n.b > c {\n  margin: 0;\n}\n';
    expect(textOf(place('.b > c {\n  margin: 4px;\n}', css, 'css'))).toBe(css.replace('0', '4px'));
  });
});

describe('a whole file', () => {
  test('replaces everything and keeps line ends and the missing final newline', () => {
    const crlf = FILE.trimEnd().replaceAll('\n', '\r\n');
    const fresh = FILE.replace('SIZE = 10', 'SIZE = 20');
    expect(textOf(place(fresh, crlf))).toBe(crlf.replace('SIZE = 10', 'SIZE = 20'));
  });

  test('fills an empty document', () => {
    expect(textOf(place('a\nb', ''))).toBe('a\nb\n');
  });

  test('is not what a few of its lines are', () => {
    const json = '{\n  "name": "x",\n  "version": "1",\n  "private": true,\n  "type": "module"\n}\n';
    expect(place('{\n  "scripts": {}\n}', json, 'json').ok).toBe(false);
    expect(textOf(place(json.replace('"1"', '"2"'), json, 'json'))).toBe(json.replace('"1"', '"2"'));
  });
});

describe('search-and-replace pairs', () => {
  const pair = (search: string, replace: string) => `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`;

  test('replace what they search, also with another indentation', () => {
    const block = pair('const first = index * SIZE;', 'const first = index;');
    expect(textOf(place(block))).toBe(FILE.replace('index * SIZE', 'index'));
  });

  test('say which of them is not there', () => {
    const block = pair('const SIZE = 10;', 'const SIZE = 1;') + pair('  nothing();', '');
    expect(place(block)).toMatchObject({
      ok: false,
      failure: { kind: 'missing', part: 2, parts: 2, expected: 'nothing();' },
    });
  });
});

describe('a patch as models write it', () => {
  test('with wrong counts, wrong lines and other blanks', () => {
    const patch = `@@ -100,9 +7,2 @@ export class Pager {
   page(index: number) {
-      const first = index * SIZE;
+      const first = (index - 1) * SIZE;
     return this.items.slice(first, first + SIZE);
`;
    expect(textOf(place(patch, FILE, 'diff'))).toContain('    const first = (index - 1) * SIZE;\n    return');
  });

  test('says which hunk does not fit, and where', () => {
    const patch =
      '@@ -3,1 +3,1 @@\n-const SIZE = 10;\n+const SIZE = 1;\n@@ -19,3 +19,3 @@\n-  return items.first;\n+  x\n }\n';
    expect(place(patch, FILE, 'diff')).toMatchObject({
      ok: false,
      failure: { kind: 'missing', part: 2, parts: 2, expected: 'return items.first;' },
    });
  });
});

test('never throws, and what it places keeps every line outside', () => {
  const lines = fc.array(
    fc.constantFrom(
      'a {',
      '}',
      '  b();',
      '// ...',
      'function f() {',
      '',
      '@@ @@',
      '-a {',
      '+x',
      '<<<<<<< SEARCH',
      '=======',
      '>>>>>>> REPLACE',
      'import x',
    ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(lines, lines, fc.string(), (file, block, noise) => {
      const text = file.join('\n');
      for (const part of blockParts(`${block.join('\n')}${noise}`, 'ts')) placePart(part, { text });
    }),
    { numRuns: 3000 },
  );
});
