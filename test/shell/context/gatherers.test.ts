import { describe, expect, test } from 'vitest';
import { droppedUris } from '../../../src/shell/context/droppedUris.ts';
import { fenceLanguage } from '../../../src/shell/context/fenceLanguage.ts';
import { folderTree } from '../../../src/shell/context/folderTree.ts';
import { fuzzyPath } from '../../../src/shell/context/fuzzyPath.ts';
import { plainOutput } from '../../../src/shell/context/plainOutput.ts';
import { problemLines } from '../../../src/shell/context/problemLines.ts';
import { slashOf } from '../../../src/shell/context/slashOf.ts';

const ESC = '\u001b';

describe('what a terminal printed', () => {
  test('has no colours, titles or marks of the shell', () => {
    const output = `${ESC}]633;C\u0007${ESC}[1;31merror${ESC}[0m: no\r\n${ESC}]0;title${ESC}\\done${ESC}[K\r\n`;
    expect(plainOutput(output)).toBe('error: no\ndone');
  });

  test('shows a progress bar as it ended', () => {
    expect(plainOutput('10 %\r50 %\r100 %\r\nok')).toBe('100 %\nok');
    expect(plainOutput('abcdef\rxy')).toBe('xycdef');
    expect(plainOutput('abx\bc')).toBe('abc');
  });
});

describe('problems', () => {
  const one = { path: 'a.ts', line: 3, severity: 1, message: 'unused\nvariable', source: 'ts' };

  test('are grouped by file, errors first, and bounded', () => {
    const error = { path: 'b.ts', line: 9, severity: 0, message: 'wrong', source: undefined };
    const { text, leftOut } = problemLines([one, { ...one, line: 1 }, error], 2);
    expect(text).toBe('b.ts\n  line 9: error: wrong\na.ts\n  line 1: warning: unused variable (ts)');
    expect(leftOut).toBe(1);
  });
});

test('a folder is drawn as a tree, folders first, and says what is more', () => {
  expect(folderTree(['b.ts', 'lib/x/a.ts', 'lib/b.ts', 'a.ts'], 10)).toBe('lib/\n  x/\n    a.ts\n  b.ts\na.ts\nb.ts');
  expect(folderTree(['a', 'b', 'c'], 2)).toBe('a\nb\n… 1 more');
});

test('paths are found as in Go to File: the name before the path, words before letters', () => {
  const paths = ['src/shell/app.ts', 'test/apparatus.ts', 'docs/map.md', 'src/core/happy.ts'];
  const rank = (query: string) =>
    paths
      .flatMap((path) => {
        const score = fuzzyPath(query, path);
        return score === undefined ? [] : [{ path, score }];
      })
      .sort((a, b) => b.score - a.score)
      .map(({ path }) => path);
  expect(rank('app')[0]).toBe('src/shell/app.ts');
  expect(rank('app').at(-1)).toBe('src/core/happy.ts');
  expect(rank('shell/a')).toEqual(['src/shell/app.ts']);
  expect(rank('zzz')).toEqual([]);
  expect(rank('')).toHaveLength(4);
});

test('what was dropped is read as addresses, whatever form it has', () => {
  expect(
    droppedUris([
      '# comment\r\nfile:///a%20b.ts\r\nvscode-remote://ssh/x',
      'vscode-file://vscode-app/c/d.ts',
      '/e f',
      'file:///a%20b.ts',
    ]),
  ).toEqual(['file:///a%20b.ts', 'vscode-remote://ssh/x', 'file:///c/d.ts', 'file:///e%20f']);
  expect(droppedUris(['C:\\x\\y.ts'])).toEqual(['file:///C:/x/y.ts']);
});

test('fences are named by what the file is', () => {
  expect([fenceLanguage('a/b.TS'), fenceLanguage('Dockerfile'), fenceLanguage('x.unknown')]).toEqual([
    'typescript',
    'dockerfile',
    '',
  ]);
});

test('a slash begins a task only at the beginning', () => {
  expect(slashOf('/fix the loop\nplease')).toEqual({ name: 'fix', rest: 'the loop\nplease' });
  expect(slashOf(' /tests')).toEqual({ name: 'tests', rest: '' });
  expect(slashOf('what is /etc/hosts?')).toBeUndefined();
  expect(slashOf('/etc/hosts is wrong')).toBeUndefined();
  expect(slashOf('// comment')).toBeUndefined();
});
