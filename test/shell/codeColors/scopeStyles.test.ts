import { expect, test } from 'vitest';
import { ScopeStyles } from '../../../src/shell/codeColors/scopeStyles.ts';
import { tokenRule } from '../../../src/shell/codeColors/tokenRule.ts';

type Rules = readonly (readonly [scope: string | string[], foreground: string, fontStyle?: string])[];

function look(rules: Rules, stack: string): string {
  const parsed = rules.map(([scope, foreground, fontStyle]) => tokenRule(scope, { foreground, fontStyle }));
  const { foreground, fontStyle } = new ScopeStyles(parsed.filter((rule) => rule !== undefined)).of(stack);
  return [foreground, fontStyle].filter((part) => part !== undefined).join(' ');
}

test('the rule with the longest scope wins, wherever it stands', () => {
  const rules: Rules = [
    ['keyword.control', '#111'],
    ['keyword', '#222'],
  ];
  expect(look(rules, 'keyword.control.flow.ts')).toBe('#111');
  expect(look(rules, 'keyword.other')).toBe('#222');
  expect(look(rules, 'keywords')).toBe('');
});

test('of equal scopes the last rule wins', () => {
  expect(
    look(
      [
        ['string', '#111'],
        [['comment', 'string'], '#222'],
      ],
      'string.quoted',
    ),
  ).toBe('#222');
});

test('what a longer scope leaves open comes from a shorter one, what nothing says from the scopes around', () => {
  const rules: Rules = [
    ['comment.block', '#222'],
    ['comment', '#111', 'italic'],
    ['comment.line', 'red', ''],
  ];
  expect(look(rules, 'comment.block.ts')).toBe('#222 italic');
  expect(look(rules, 'comment.line')).toBe('#111 ');
  expect(look(rules, 'comment.block unknown.scope')).toBe('#222 italic');
});

test('a rule that asks for parents wins where they are around, the closer the better', () => {
  const rules: Rules = [
    ['variable', '#111'],
    ['string variable', '#222'],
    ['string.template variable', '#333'],
    ['string > variable', '#444'],
  ];
  expect(look(rules, 'source.ts variable.other')).toBe('#111');
  expect(look(rules, 'string.quoted meta.x variable.other')).toBe('#222');
  expect(look(rules, 'string.template meta.x variable.other')).toBe('#333');
  expect(look([rules[0], rules[3]] as Rules, 'string.quoted meta.x variable.other')).toBe('#111');
  expect(look([rules[0], rules[3]] as Rules, 'meta.x string.quoted variable.other')).toBe('#444');
});

test('only what the editor takes for a colour is one', () => {
  for (const color of ['#12345', 'red', 'rgb(1,2,3)', '#12', '']) expect(look([['string', color]], 'string')).toBe('');
  for (const color of ['#abc', '#abcd', '#AABBCC', '#aabbccdd'])
    expect(look([['string', color]], 'string')).toBe(color);
});
