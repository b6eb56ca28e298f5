import { expect, test } from 'vitest';
import { delicatePath } from '../../../src/core/apply/delicatePath.ts';
import { refusedPath } from '../../../src/core/apply/refusedPath.ts';

test.each([
  ['src/a.ts', undefined],
  ['..a/b..c.ts', undefined],
  ['../a.ts', 'upwards'],
  ['src/../../a.ts', 'upwards'],
  ['src\\..\\..\\a.ts', 'upwards'],
  ['src/.. /a.ts', 'upwards'],
  ['/etc/passwd', 'absolute'],
  ['~/.bashrc', 'absolute'],
  ['C:\\Windows\\a.ts', 'absolute'],
  ['c:a.ts', 'absolute'],
  ['\\\\server\\share\\a.ts', 'network'],
  ['//server/share/a.ts', 'network'],
  ['file:///etc/passwd', 'network'],
  ['a\u0000.ts', 'unreadable'],
  ['a\n.ts', 'unreadable'],
  ['a\u202ets.exe', 'unreadable'],
  ['a.ts:stream', 'unreadable'],
  ['', 'unreadable'],
  ['/ws/app/a.ts', undefined],
  ['/ws/application/a.ts', 'absolute'],
  ['/ws/app/../a.ts', 'upwards'],
])('the path %j: %s', (path, refusal) => {
  expect(refusedPath(path, ['/ws/app'])).toBe(refusal);
});

test.each([
  ['src/a.ts', undefined],
  ['.git/hooks/pre-commit', 'git'],
  ['sub/.GIT/config', 'git'],
  ['.vscode/tasks.json', 'editorSettings'],
  ['app.code-workspace', 'editorSettings'],
  ['.env', 'hidden'],
  ['.github/workflows/ci.yml', 'hidden'],
  ['package-lock.json', 'lockFile'],
  ['sub/Cargo.lock', 'lockFile'],
  ['pnpm-lock.yaml', 'lockFile'],
  ['node_modules/x/index.js', 'dependencies'],
  ['./src/a.ts', undefined],
  ['clock.json', undefined],
])('a change to %j asks again: %s', (path, delicacy) => {
  expect(delicatePath(path)).toBe(delicacy);
});
