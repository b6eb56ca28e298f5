/** How much of the gap between two models an order of questions recovers when its first part goes to the strong one. */
export interface Recovered {
  /** The mean over all shares of questions that go to the strong model; by chance 0.5. */
  readonly apgr: number;
  /** The smallest share, in %, that recovers half of the gap. */
  readonly cpt50: number;
  readonly cpt80: number;
}

/** Sends the highest scores to the strong model first (RouteLLM's metric); equal scores in the order they come. */
export function recovered(scores: readonly number[], weak: readonly number[], strong: readonly number[]): Recovered {
  const order = scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const gains = order.map((at) => (strong[at] ?? 0) - (weak[at] ?? 0));
  const gap = gains.reduce((sum, gain) => sum + gain, 0);
  const curve = [0];
  for (const gain of gains) curve.push((curve.at(-1) ?? 0) + gain / gap);
  const share = (part: number) => (100 * curve.findIndex((value) => value >= part)) / gains.length;
  return { apgr: curve.reduce((sum, value) => sum + value, 0) / curve.length, cpt50: share(0.5), cpt80: share(0.8) };
}
