import type { Evidence } from '../ports/qualityStore.ts';
import { rowOf, type Sign } from './signs.ts';

/** What the signs of one answer come to: -1 (bad beyond doubt) to 1 (good beyond doubt). */
export interface Standing {
  /** By what was done with it; null: nothing yet. */
  readonly lean: number | null;
  /** By what its reader said. */
  readonly vote: number | null;
}

export const NO_STANDING: Standing = { lean: null, vote: null };

/**
 * The last word counts: copied and then taken back is bad, asked again and then used after all is good. A word that says
 * the same again never makes it weaker, and no number of them makes more than one answer.
 */
export function withSign(standing: Standing, sign: Sign): Standing {
  const { says, weight, yields = false, vote = false } = rowOf(sign);
  const said = says === 'good' ? weight : -weight;
  if (vote) return { ...standing, vote: weight === 0 ? null : said };
  const { lean } = standing;
  if (lean === null) return { ...standing, lean: said };
  if (Math.sign(lean) === Math.sign(said)) return { ...standing, lean: Math.abs(lean) > weight ? lean : said };
  return yields ? standing : { ...standing, lean: said };
}

/** The one outcome of an answer: both together are at most 1. */
export function outcomeOf({ lean, vote }: Standing): Evidence {
  const said = vote ?? lean ?? 0;
  return { good: Math.max(0, said), bad: Math.max(0, -said) };
}
