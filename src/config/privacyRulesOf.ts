import type * as z from 'zod';
import { highest, LEVELS, type Level } from '../core/privacy/level.ts';
import {
  DEFAULT_PRIVACY,
  type LevelRule,
  NO_POLICY,
  type PrivacyRules,
  stricterRedaction,
} from '../core/privacy/privacyRules.ts';
import type { privacySchema } from './privacySchema.ts';

type PrivacySetting = z.output<typeof privacySchema>;

/** The user's rules, and those of narrower scopes on top: they can only make them stricter. */
export function privacyRulesOf(own: PrivacySetting, tighter: readonly PrivacySetting[]): PrivacyRules {
  const rules: PrivacyRules = {
    levels: perLevel((level) => {
      const rule = own.levels?.[level];
      return rule === undefined ? DEFAULT_PRIVACY.levels[level] : [rule as LevelRule];
    }),
    globs: perLevel((level) => own.globs?.[level] ?? []),
    detect: {
      secrets: own.detect?.secrets ?? DEFAULT_PRIVACY.detect.secrets,
      personalData: own.detect?.personalData ?? DEFAULT_PRIVACY.detect.personalData,
    },
    redact: own.redact ?? DEFAULT_PRIVACY.redact,
    defaultLevel: own.defaultLevel ?? DEFAULT_PRIVACY.defaultLevel,
  };
  if (tighter.length === 0) return rules;
  return { ...tighter.reduce(tightened, rules), workspace: tighter.reduce(tightened, NO_POLICY) };
}

function tightened(rules: PrivacyRules, { levels, globs, detect, redact, defaultLevel }: PrivacySetting): PrivacyRules {
  return {
    levels: perLevel((level) => {
      const rule = levels?.[level];
      return rule === undefined ? rules.levels[level] : [...rules.levels[level], rule as LevelRule];
    }),
    // An exception would make them looser.
    globs: perLevel((level) => (level === 'public' ? rules.globs.public : both(rules.globs[level], globs?.[level]))),
    detect: {
      secrets: stricter(rules.detect.secrets, detect?.secrets),
      personalData: stricter(rules.detect.personalData, detect?.personalData),
    },
    redact: stricterRedaction(rules.redact, redact),
    defaultLevel: highest([rules.defaultLevel, defaultLevel ?? 'public']),
  };
}

function perLevel<T>(of: (level: Level) => T): Readonly<Record<Level, T>> {
  return Object.fromEntries(LEVELS.map((level) => [level, of(level)])) as Record<Level, T>;
}

function both(one: readonly string[], other: readonly string[] = []): readonly string[] {
  return [...one, ...other];
}

function stricter(one: Level | 'off', other: Level | 'off' = 'off'): Level | 'off' {
  const known = [one, other].filter((level) => level !== 'off');
  return known.length === 0 ? 'off' : highest(known);
}
