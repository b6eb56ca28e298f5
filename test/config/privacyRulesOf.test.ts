import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrowerName, parseSettings } from '../../src/config/parseSettings.ts';
import { highest, LEVELS } from '../../src/core/privacy/level.ts';
import { DEFAULT_PRIVACY, REDACTIONS } from '../../src/core/privacy/privacyRules.ts';

const parsed = (own: unknown, ...narrower: unknown[]) =>
  parseSettings({ ...(own === undefined ? {} : { privacy: own }), [narrowerName('privacy')]: narrower });

test('nothing said is the default', () => expect(parsed(undefined).settings.privacy).toEqual(DEFAULT_PRIVACY));

test('a workspace adds to what the user says', () => {
  const { privacy } = parsed(
    { levels: { confidential: { localOnly: true } }, globs: { internal: ['a/**'], public: ['*.key'] }, redact: 'off' },
    {
      levels: { confidential: { providers: ['x'] } },
      globs: { internal: ['b/**'], public: ['*.pem'] },
      redact: 'secrets',
    },
  ).settings;
  expect(privacy.levels.confidential).toEqual([{ localOnly: true }, { providers: ['x'] }]);
  expect(privacy.globs).toEqual({ public: ['*.key'], internal: ['a/**', 'b/**'], confidential: [] });
  expect(privacy.redact).toBe('secrets');
});

test('a workspace makes nothing looser', () => {
  const choice = fc.constantFrom('off', ...LEVELS);
  const some = fc.record(
    {
      detect: fc.record({ secrets: choice, personalData: choice }, { requiredKeys: [] }),
      redact: fc.constantFrom(...REDACTIONS),
      defaultLevel: fc.constantFrom(...LEVELS),
      globs: fc.record({ public: fc.constant(['**']), confidential: fc.constant([]) }, { requiredKeys: [] }),
      levels: fc.record({ confidential: fc.constant({}), internal: fc.constant({}) }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(some, some, (own, theirs) => {
      const before = parsed(own).settings.privacy;
      const after = parsed(own, theirs).settings.privacy;
      expect(REDACTIONS.indexOf(after.redact)).toBeGreaterThanOrEqual(REDACTIONS.indexOf(before.redact));
      expect(highest([before.defaultLevel, after.defaultLevel])).toBe(after.defaultLevel);
      expect(after.globs.public).toEqual(before.globs.public);
      for (const one of ['secrets', 'personalData'] as const) {
        const rank = (level: string) => ['off', ...LEVELS].indexOf(level);
        expect(rank(after.detect[one])).toBeGreaterThanOrEqual(rank(before.detect[one]));
      }
      for (const level of LEVELS)
        expect(after.levels[level]).toEqual(expect.arrayContaining([...before.levels[level]]));
    }),
  );
});

test('an unusable value is named, and is no reason to let anything out', () => {
  const { settings, problems } = parsed({ levels: { confidential: { trainsOnData: 'no' } } });
  expect(problems.map(({ key }) => key)).toEqual(['switchyard.privacy.levels.confidential.trainsOnData']);
  expect(problems[0]?.message).toContain('; until then what is confidential stays on this machine');
  expect(settings.privacy.levels.confidential).toEqual([{ localOnly: true }]);
  expect(settings.privacy.redact).toBe('secretsAndPersonal');
});
