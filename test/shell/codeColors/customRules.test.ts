import { expect, test } from 'vitest';
import { customRules } from '../../../src/shell/codeColors/customRules.ts';
import { ScopeStyles } from '../../../src/shell/codeColors/scopeStyles.ts';

const look = (setting: unknown, stack: string, theme = 'Dark Modern') =>
  new ScopeStyles(customRules(setting, theme)).of(stack);

test('a short name stands for its scopes, as a colour or with a style', () => {
  const setting = { comments: '#111', functions: { foreground: '#222', fontStyle: 'bold' } };
  expect(look(setting, 'comment.line')).toEqual({ foreground: '#111' });
  expect(look(setting, 'support.function')).toEqual({ foreground: '#222', fontStyle: 'bold' });
});

test('rules by scope stand behind the short names', () => {
  const textMateRules = [{ scope: 'storage.type', settings: { foreground: '#333' } }, null, { scope: 'x' }];
  expect(look({ textMateRules, keywords: '#111' }, 'storage.type')).toEqual({ foreground: '#333' });
  expect(look({ textMateRules, keywords: '#111' }, 'storage.modifier')).toEqual({ foreground: '#111' });
});

test.each([
  ['[Dark Modern]', true],
  ['[Dark*]', true],
  ['[*Modern]', true],
  ['[*k M*]', true],
  ['[Monokai][Dark Modern]', true],
  ['[*]', true],
  ['[Dark]', false],
  ['[Monokai]', false],
])('what is meant for %s', (key, applies) => {
  const setting = { [key]: { strings: '#222' }, strings: '#111' };
  expect(look(setting, 'string')).toEqual({ foreground: applies ? '#222' : '#111' });
});

test('a setting of another form changes nothing', () => {
  for (const setting of [undefined, null, 'red', [], { textMateRules: {} }])
    expect(customRules(setting, 'x')).toEqual([]);
});
