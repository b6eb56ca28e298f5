/** The ways of getting an answer that a route or a rule can name. */
export const STRATEGIES = ['single', 'cascade', 'experiment'] as const;
export type StrategyName = (typeof STRATEGIES)[number];
