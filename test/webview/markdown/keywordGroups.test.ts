import { expect, test } from 'vitest';
import { grammarOf, highlightCode } from '../../../webview/markdown/highlightCode.ts';

/** The keywords of some code, and the group each belongs to. */
function groups(code: string, language: string): string[] {
  const spans = (highlightCode(code, language) ?? '').matchAll(/<span class="hljs-keyword ?(\w*)">(.*?)<\/span>/g);
  return [...spans].map(([, group, word]) => `${word} ${group}`.trim());
}

test('keywords are told apart as themes do', () => {
  expect(groups('export async function f() { const a = new B(); return typeof a; }', 'ts')).toEqual([
    ...['export control_', 'async modifier_', 'function storage_', 'const storage_', 'new operator_'],
    ...['return control_', 'typeof operator_'],
  ]);
  expect(groups('#include <a>', 'c++')).toEqual(['include control_']);
  expect(groups('private static int x;', 'java')).toEqual(['private modifier_', 'static modifier_']);
  expect(groups('func f() { return }', 'go')).toEqual(['func', 'return control_']);
  expect(groups('SELECT a FROM b', 'sql')).toEqual(['SELECT', 'FROM']);
});

test('a language is known by its short names', () => {
  expect(['ts', 'tsx', 'html', 'c++', 'yml', 'nothing'].map(grammarOf)).toEqual([
    ...['typescript', 'typescript', 'xml', 'cpp', 'yaml', undefined],
  ]);
});
