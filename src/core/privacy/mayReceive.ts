import type { ProviderSetup } from '../routing/setup.ts';
import { say } from '../words.ts';
import { LEVELS, type Level } from './level.ts';
import type { LevelRule, PrivacyRules } from './privacyRules.ts';
import { levelWord } from './sensitivity.ts';

/** Why a provider may not get what is of a level; undefined where it may. A level has the rules of those below it too. */
export function privacyRefusal(provider: ProviderSetup, level: Level, { levels }: PrivacyRules): string | undefined {
  for (const one of LEVELS.slice(0, LEVELS.indexOf(level) + 1)) {
    for (const rule of levels[one]) {
      const broken = brokenBy(provider, rule);
      if (broken !== undefined) return say('{0}; the question is {1}', broken, levelWord(level));
    }
  }
  return undefined;
}

function brokenBy({ id, pool = id, loopback, dataPolicy }: ProviderSetup, rule: LevelRule): string | undefined {
  const { trainsOnData, retentionDays, region } = dataPolicy;
  if (rule.providers !== undefined && !rule.providers.some((one) => one === id || one === pool))
    return say('is not among the providers for it');
  if (rule.localOnly && !(loopback && dataPolicy.from === 'local')) return say('is not on this machine');
  if (rule.trainsOnData === false && trainsOnData !== false) {
    return trainsOnData ? say('learns from what it gets') : say('it is not known whether it learns from what it gets');
  }
  if (rule.maxRetentionDays !== undefined && (retentionDays ?? Number.POSITIVE_INFINITY) > rule.maxRetentionDays) {
    return retentionDays === undefined
      ? say('it is not known how long it keeps what it gets')
      : say('keeps what it gets for {0} days, {1} are allowed', retentionDays, rule.maxRetentionDays);
  }
  // What does not leave this machine is in no other region.
  if (rule.regions !== undefined && dataPolicy.from !== 'local') {
    if (region === undefined) return say('it is not known where it keeps what it gets');
    const wanted = rule.regions.map((one) => one.toUpperCase());
    if (!wanted.includes(region.toUpperCase())) return say('keeps what it gets in {0}', region);
  }
  return undefined;
}
