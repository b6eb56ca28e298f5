import { expect, test } from 'vitest';
import { boundDiff } from '../../../src/core/changes/boundDiff.ts';
import { readDiff } from '../../../src/core/changes/readDiff.ts';

const DIFF = `diff --git a/src/pager.ts b/src/pager.ts
index 1111111..2222222 100644
--- a/src/pager.ts
+++ b/src/pager.ts
@@ -1,3 +1,4 @@ export
 one
-two
+2
+two and a half
 three
@@ -10,2 +11,2 @@
 ten
-eleven
+11
\\ No newline at end of file
diff --git a/old.ts b/old.ts
deleted file mode 100644
--- a/old.ts
+++ /dev/null
@@ -1 +0,0 @@
-gone
diff --git a/logo.png b/logo.png
index 3333333..4444444 100644
Binary files a/logo.png and b/logo.png differ
diff --git a/package-lock.json b/package-lock.json
--- a/package-lock.json
+++ b/package-lock.json
@@ -1 +1 @@
-{}
+{ "lockfileVersion": 3 }
diff --git a/.env b/.env
--- a/.env
+++ b/.env
@@ -1 +1 @@
-A=1
+A=hush
diff --git a/a b.txt b/c d.txt
similarity index 100%
rename from a b.txt
rename to c d.txt
`;
const isPrivate = (path: string) => path === '.env';

test('a diff is read file by file', () => {
  expect(readDiff(DIFF).map(({ path, state, hunks }) => `${path} ${state} ${hunks.map((hunk) => hunk.start)}`)).toEqual(
    [
      'src/pager.ts changed 1,11',
      'old.ts deleted 0',
      'logo.png binary ',
      'package-lock.json changed 1',
      '.env changed 1',
      'c d.txt changed ',
    ],
  );
});

test('lines are numbered as they are in the new text', () => {
  const [file] = readDiff(DIFF);
  expect(boundDiff(file ? [file] : [], { isPrivate, numbered: true }).text.split('\n')).toEqual([
    'src/pager.ts (changed)',
    '    1  one',
    '      -two',
    '    2 +2',
    '    3 +two and a half',
    '    4  three',
    '…',
    '   11  ten',
    '      -eleven',
    '   12 +11',
  ]);
});

test('private, binary and generated files are named only', () => {
  const { text, shown, withheld } = boundDiff(readDiff(DIFF), { isPrivate });
  expect(text).not.toMatch(/hush|lockfileVersion/);
  expect(text).toContain('.env (changed; not shown: it may hold secrets)');
  expect([shown.length, withheld.map(({ path }) => path)]).toEqual([5, ['.env']]);
  expect(text).toContain('logo.png (binary, changed)');
  expect(text).toContain('package-lock.json (changed)');
  expect(text).toContain('old.ts (deleted)\n-gone');
});

test('a huge diff is cut for each file and as a whole', () => {
  const hunk = { start: 1, lines: Array.from({ length: 5000 }, (_, index) => `+line ${index}`) };
  const files = Array.from({ length: 200 }, (_, index) => ({
    path: `f${index}.ts`,
    state: 'added' as const,
    hunks: [hunk],
  }));
  const { text, shortened } = boundDiff(files, { isPrivate });
  expect(text.length).toBeLessThan(60_000);
  expect(shortened).toHaveLength(200);
  expect(text).toContain('f0.ts (added)\n+line 0\n');
  expect(text).toContain('… (cut)');
  expect(text).toContain('f199.ts (added)');
});

test('a name that Git quotes and prefixes of its own are understood', () => {
  const quoted =
    'diff --git "i/gr\\303\\274n.ts" "w/gr\\303\\274n.ts"\n--- "i/gr\\303\\274n.ts"\n+++ "w/gr\\303\\274n.ts"\n@@ -1 +1 @@\n-a\n+b\n';
  expect(readDiff(quoted).map(({ path }) => path)).toEqual(['grün.ts']);
});

test('a private file is held back under its old name, where its name is quoted, and in a conflict', () => {
  const hidden = [
    'diff --git a/.env b/env.txt\nsimilarity index 90%\nrename from .env\nrename to env.txt\n--- a/.env\n+++ b/env.txt\n@@ -1 +1 @@\n-K=hush\n',
    'diff --git "a/caf\\303\\251/.env" "b/caf\\303\\251/.env"\n--- "a/caf\\303\\251/.env"\n+++ /dev/null\n@@ -1 +0,0 @@\n-K=hush\n',
    'diff --cc .env\nindex 1,2..3\n--- a/.env\n+++ b/.env\n@@@ -1,1 -1,1 +1,2 @@@\n- K=hush\n -K=hush\n++K=hush\n',
  ];
  const before = 'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n+shown\n';
  const { text, withheld } = boundDiff(readDiff(before + hidden.join('')), {
    isPrivate: (path) => /\.env$/.test(path),
  });
  expect(text).toContain('a.ts (changed)\n+shown\n\n');
  expect(text).not.toContain('hush');
  expect(withheld.map(({ path }) => path)).toEqual(['env.txt', 'café/.env', '.env']);
});

test('a file in conflict is read with one sign before each line', () => {
  const [file] = readDiff(
    'diff --cc a.ts\n--- a/a.ts\n+++ b/a.ts\n@@@ -1,2 -1,2 +3,3 @@@\n  same\n- ours\n -theirs\n++both\n',
  );
  expect(file?.hunks).toEqual([{ start: 3, lines: [' same', '-ours', '-theirs', '+both'] }]);
});

test('where everything fits nothing is shortened', () => {
  const file = (path: string, count: number) => {
    const lines = Array.from({ length: count }, () => '+line');
    return { path, state: 'added' as const, hunks: [{ start: 1, lines }] };
  };
  const files = [file('large.ts', 900), ...Array.from({ length: 60 }, (_, index) => file(`f${index}.ts`, 1))];
  expect(boundDiff(files, { isPrivate }).shortened).toEqual([]);
  expect(boundDiff(files, { isPrivate, most: { perFile: 1000, together: 9000 } }).shortened).toEqual(['large.ts']);
});
