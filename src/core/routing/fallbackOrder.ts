import type { Ranked } from './rank.ts';

/**
 * The order in which ranked models are asked: the best; the same kind at other providers, who do not share its outage; those
 * that answer soonest; then the rest by worth, one of each provider before the second of any.
 */
export function fallbackOrder(ranked: readonly Ranked[], fastest: ReadonlySet<string>): Ranked[] {
  const [first] = ranked;
  if (first === undefined) return [];
  const { tier } = first.candidate.model;
  const alike = ranked.filter(({ candidate }) => candidate.model.tier === tier && tier !== undefined);
  const quick = ranked.filter(({ candidate }) => fastest.has(candidate.model.id));
  return [...new Set([first, ...spread(alike), ...quick, ...spread(ranked)])];
}

/** One model of each provider first, then the second of each. */
function spread(ranked: readonly Ranked[]): Ranked[] {
  const seen = new Map<string, number>();
  const rounds: Ranked[][] = [];
  for (const one of ranked) {
    const { provider } = one.candidate.model;
    const round = seen.get(provider) ?? 0;
    seen.set(provider, round + 1);
    if (rounds[round] === undefined) rounds[round] = [];
    rounds[round].push(one);
  }
  return rounds.flat();
}
