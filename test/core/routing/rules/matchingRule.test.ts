import { describe, expect, test } from 'vitest';
import { matchingRule, type RuleFacts } from '../../../../src/core/routing/rules/matchingRule.ts';
import type { RuleConditions } from '../../../../src/core/routing/rules/rule.ts';

const FACTS: RuleFacts = {
  classification: { task: 'fix', difficulty: 'moderate', confidence: 0.7, language: 'de' },
  languageId: 'python',
  paths: ['src/api/users.sql', 'README.md'],
  inputTokens: 1000,
  images: false,
  turn: 3,
  minuteOfDay: 23 * 60,
  trusted: true,
  branch: 'release/1.2',
};

const holds = (when: RuleConditions, facts: Partial<RuleFacts> = {}) =>
  matchingRule([{ number: 1, when, use: ['a/m'] }], { ...FACTS, ...facts }) !== undefined;

describe('a condition', () => {
  test.each<[RuleConditions, RuleConditions]>([
    [{ task: 'fix' }, { task: 'code' }],
    [{ task: ['code', 'fix'] }, { task: ['code', 'test'] }],
    [{ difficulty: 'moderate' }, { difficulty: 'complex' }],
    [{ difficulty: ['simple', 'moderate'] }, { difficulty: ['simple'] }],
    [{ minConfidence: 0.7 }, { minConfidence: 0.71 }],
    [{ maxConfidence: 0.7 }, { maxConfidence: 0.69 }],
    [{ language: 'de' }, { language: 'en' }],
    [{ language: ['en', 'de'] }, { language: ['en', 'fr'] }],
    [{ languageId: 'python' }, { languageId: 'typescript' }],
    [{ languageId: ['go', 'python'] }, { languageId: ['go'] }],
    [{ files: '*.sql' }, { files: '*.ts' }],
    [{ files: ['src/**', 'test/**'] }, { files: ['test/**', 'docs/*'] }],
    [{ minInputTokens: 1000 }, { minInputTokens: 1001 }],
    [{ maxInputTokens: 1000 }, { maxInputTokens: 999 }],
    [{ images: false }, { images: true }],
    [{ minTurn: 3 }, { minTurn: 4 }],
    [{ maxTurn: 3 }, { maxTurn: 2 }],
    [{ fromTime: '23:00' }, { fromTime: '23:01' }],
    [{ toTime: '23:01' }, { toTime: '23:00' }],
    [
      { fromTime: '22:00', toTime: '06:00' },
      { fromTime: '06:00', toTime: '22:00' },
    ],
    [{ trusted: true }, { trusted: false }],
    [{ branch: 'release/*' }, { branch: 'release' }],
    [{ branch: ['main', 'release/1.2'] }, { branch: ['main', '1.2'] }],
  ])('%j holds, and %j does not', (fits, doesNot) => {
    expect([holds(fits), holds(doesNot)]).toEqual([true, false]);
  });

  test('on nothing holds always', () => {
    expect(holds({})).toBe(true);
  });

  test('holds only together with all others', () => {
    expect(holds({ task: 'fix', branch: 'release/*' })).toBe(true);
    expect(holds({ task: 'fix', branch: 'main' })).toBe(false);
  });

  test('on what is not known does not hold, whichever way it goes', () => {
    const { minuteOfDay: _, trusted: __, branch: ___, languageId: ____, ...unknown } = FACTS;
    for (const when of [
      { fromTime: '00:00' },
      { toTime: '23:59' },
      { trusted: true },
      { trusted: false },
      { branch: '*' },
      { languageId: 'python' },
    ]) {
      expect(matchingRule([{ number: 1, when, use: ['a/m'] }], unknown)).toBeUndefined();
    }
    expect(holds({ files: '**' }, { paths: [] })).toBe(false);
  });

  test.each([
    ['22:00', '06:00', '21:59 no, 22:00 yes, 00:00 yes, 05:59 yes, 06:00 no'],
    ['06:00', '22:00', '05:59 no, 06:00 yes, 21:59 yes, 22:00 no'],
  ])('from %s to %s ends before its end', (fromTime, toTime, expected) => {
    const said = expected.split(', ').map((one) => {
      const [time = ''] = one.split(' ');
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return `${time} ${holds({ fromTime, toTime }, { minuteOfDay: hours * 60 + minutes }) ? 'yes' : 'no'}`;
    });
    expect(said.join(', ')).toBe(expected);
  });
});

test('the first rule that matches is followed, and no other', () => {
  const rules = [
    { number: 1, when: { task: 'code' as const }, use: ['a/m'] },
    { number: 3, when: { branch: 'release/*' }, use: ['b/m'] },
    { number: 4, when: {}, use: ['c/m'] },
  ];
  expect(matchingRule(rules, FACTS)?.number).toBe(3);
  expect(matchingRule(rules.slice(0, 1), FACTS)).toBeUndefined();
});
