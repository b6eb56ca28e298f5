import { say } from '../words.ts';
import type { Verdict } from './guardSetup.ts';

/** The hazards of MLCommons, by the codes that Llama Guard 3 and 4 answer with: their model cards, "Hazard Taxonomy". */
const HAZARDS: Readonly<Record<string, string>> = {
  S1: 'violent crimes',
  S2: 'non-violent crimes',
  S3: 'sex crimes',
  S4: 'child exploitation',
  S5: 'defamation',
  S6: 'specialized advice',
  S7: 'privacy',
  S8: 'intellectual property',
  S9: 'indiscriminate weapons',
  S10: 'hate',
  S11: 'self-harm',
  S12: 'sexual content',
  S13: 'elections',
  S14: 'code interpreter abuse',
};

const MOST_CATEGORIES = 8;
const LONGEST_CATEGORY = 60;

/** The verdict in a guard's answer: `safe`, or `unsafe` and on the next line what of, as Llama Guard says it. */
export function readVerdict(answer: string): Verdict {
  const [first = '', ...rest] = answer.trim().split('\n');
  const word = /^\W*(safe|unsafe)\b[\s:,-]*(.*)$/i.exec(first.trim());
  if (word === null) return { type: 'unavailable', reason: say('its answer is no verdict') };
  if (word[1]?.toLowerCase() === 'safe') return { type: 'safe' };
  const names = [word[2] ?? '', ...rest].join(',').split(',');
  const categories = names.map((name) => name.trim().slice(0, LONGEST_CATEGORY)).filter((name) => name !== '');
  return { type: 'unsafe', categories: categories.slice(0, MOST_CATEGORIES).map(hazardName) };
}

function hazardName(code: string): string {
  const hazard = HAZARDS[code.toUpperCase()];
  return hazard === undefined ? code : hazard;
}
