import { expect, test, vi } from 'vitest';
import type { Decision } from '../../../src/core/routing/decide.ts';
import { composerSchema } from '../../../src/protocol/panelState.ts';
import { INITIAL_STATE } from '../../../webview/state/viewState.ts';
import { testSetup } from '../../fakes/testSetup.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)])),
  },
}));
const { chosenPrivacy, draftPrivacy } = await import('../../../src/shell/privacy/draftPrivacy.ts');
const { privacyProblem } = await import('../../../src/shell/privacy/privacyProblem.ts');

const { privacy: rules } = testSetup({});
const REFUSED = { model: 'b/m', reason: 'learns from what it gets' };
const aModel = (from: 'vendor' | 'local') =>
  ({ provider: { dataPolicy: { from } } }) as Decision['audience']['allowed'][0];
const NOTHING: Parameters<typeof draftPrivacy>[0]['judgement'] = {
  level: 'public',
  found: 'public',
  redacted: 'public',
  unredacted: 'public',
  least: 'public',
  reasons: [],
  causes: [],
};
type Given = Partial<Parameters<typeof draftPrivacy>[0]['judgement']>;

function chip(
  judgement: Given,
  { allowed = [aModel('vendor')], withheld = [REFUSED], ...rest }: Record<string, unknown> = {},
) {
  const audience = { candidates: [], allowed, withheld } as unknown as Decision['audience'];
  return draftPrivacy({ judgement: { ...NOTHING, ...judgement }, audience, rules, chosen: undefined, ...rest });
}

test('there is nothing to say of a question with nothing to lose', () => {
  expect(chip({}, { withheld: [] })).toEqual({
    level: 'public',
    label: 'Public',
    detail: 'Public\nThe model may have it.',
    tone: 'quiet',
  });
});

test('the level is named with what weighs most, and how much more there is', () => {
  const causes = [
    { level: 'confidential', words: '.env' },
    { level: 'internal', words: 'IBAN' },
    { level: 'public', words: 'AWS key', isHidden: true },
  ] as const;
  expect(chip({ level: 'confidential', found: 'confidential', causes })).toEqual({
    level: 'confidential',
    label: 'Confidential · .env +1',
    detail: [
      'Confidential',
      'Found: .env, IBAN',
      'Replaced before it leaves this machine: AWS key',
      '1 of 2 models may have it.',
      'b/m: learns from what it gets',
    ].join('\n'),
    tone: 'plain',
  });
});

test('text that no reader sees is warned of, until its reader has said what it is', () => {
  const causes = [{ level: 'public', words: 'hidden text', isUnseen: true }] as const;
  expect(chip({ causes })).toMatchObject({ label: 'Public · hidden text', tone: 'warning' });
  expect(chip({ causes }, { chosen: { atLeast: 'public' } })).toMatchObject({ tone: 'plain' });
});

test('what is only replaced is said to be, and not where it stays on this machine', () => {
  const causes = [{ level: 'public', words: 'AWS key', isHidden: true }] as const;
  expect(chip({ causes })).toMatchObject({ label: 'Redacted · AWS key', tone: 'plain' });
  expect(chip({ causes }, { allowed: [aModel('local')] })).toMatchObject({ label: 'Public · AWS key' });
});

test('it warns where nobody may have it, and where less than what was found was set', () => {
  expect(chip({ level: 'confidential', found: 'confidential' }, { allowed: [] })).toMatchObject({ tone: 'warning' });
  const chosen = chosenPrivacy('public', 'confidential');
  expect(chip({ found: 'confidential' }, { chosen })).toMatchObject({ label: 'Public · set by you', tone: 'warning' });
  const raised = chosenPrivacy('confidential', 'public');
  expect(chip({ level: 'confidential' }, { chosen: raised })).toMatchObject({
    label: 'Confidential · set by you',
    tone: 'plain',
  });
});

test('a long list is cut and counted', () => {
  const causes = Array.from({ length: 30 }, (_, index) => ({ level: 'internal', words: `file${index}` }) as const);
  const withheld = Array.from({ length: 30 }, (_, index) => ({ model: `p/m${index}`, reason: 'no' }));
  const { detail, label } = chip({ level: 'internal', causes }, { withheld });
  expect(label).toBe('Internal · file0 +29');
  expect(detail).toContain('file7, 22 more');
  expect(detail.split('\n')).toHaveLength(12);
});

test('a choice below what was found is bound to that, any other is a least', () => {
  expect(chosenPrivacy('public', 'internal')).toEqual({ level: 'public', despite: 'internal' });
  expect(chosenPrivacy('internal', 'internal')).toEqual({ atLeast: 'internal' });
  expect(chosenPrivacy('confidential', 'public')).toEqual({ atLeast: 'confidential' });
});

test('the card names every model with its reason, and only what would help', () => {
  const rejected = [REFUSED, { model: 'c/m', reason: 'is not on this machine' }];
  const sensitivity = { level: 'internal', reasons: ['found personal data: 1 (e-mail address)'] } as const;
  const card = privacyProblem({ rejected, sensitivity: { ...sensitivity, reasons: [...sensitivity.reasons] } });
  expect(card.detail).toBe(
    'Found personal data: 1 (e-mail address).\nb/m: learns from what it gets\nc/m: is not on this machine',
  );
  expect(card.actions.map(({ action }) => action)).toEqual(['openPrivacy', 'addProvider']);
  const both = privacyProblem({ rejected, sensitivity: { ...sensitivity, reasons: [], ways: ['redacted', 'anyway'] } });
  expect(both.actions.map(({ action }) => action)).toEqual([
    ...['retryRedacted', 'openPrivacy', 'addProvider', 'retryAnyway'],
  ]);
});

test('what the host says of it is what the panel takes, and nothing else', () => {
  const { composer } = INITIAL_STATE;
  const parses = (privacy: unknown) => composerSchema.safeParse({ ...composer, privacy }).success;
  expect(parses(null)).toBe(true);
  expect(parses(chip({}))).toBe(true);
  expect(parses({ ...chip({}), level: 'secret' })).toBe(false);
  expect(parses({ ...chip({}), tone: 'loud' })).toBe(false);
  expect(parses(undefined)).toBe(false);
});
