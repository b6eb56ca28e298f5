import { expect, it } from 'vitest';
import { pathsInside, type Root } from '../../../src/shell/links/pathsInside.ts';

const ONE: Root[] = [{ name: 'app', path: '/w/app' }];
const TWO: Root[] = [...ONE, { name: 'lib', path: '/w/lib' }];
const found = (path: string, roots: readonly Root[]) =>
  pathsInside(path, roots).map(({ root, relative }) => `${root.name}: ${relative}`);

it.each([
  ['src/a.ts', ONE, ['app: src/a.ts']],
  ['./src/../src/a.ts', ONE, ['app: src/a.ts']],
  ['/w/app/src/a.ts', ONE, ['app: src/a.ts']],
  ['/w/app/../other/a.ts', ONE, []],
  ['/w/application/a.ts', ONE, []],
  ['/etc/passwd', ONE, []],
  ['../../etc/passwd', ONE, []],
  ['src/../../etc/passwd', TWO, []],
  ['lib/a.ts', TWO, ['app: lib/a.ts', 'lib: lib/a.ts', 'lib: a.ts']],
  ['c:/w/a.ts', [{ name: 'w', path: 'C:/w' }], ['w: a.ts']],
])('%j', (path, roots, expected) => expect(found(path, roots)).toEqual(expected));
