/** What benchmarks measure, in percent, higher is better; the first seven are LiveBench's categories. */
export const METRICS = [
  'reasoning',
  'coding',
  'agentic',
  'mathematics',
  'data',
  'language',
  'instructions',
  /** Aider's polyglot leaderboard: hard code edits that passed their tests at the second try. */
  'edits',
  /** Vectara's leaderboard: summaries that say nothing that is not in the text. */
  'faithful',
] as const;
export type Metric = (typeof METRICS)[number];

/** What was published of a model. */
export interface Figures {
  /** The model that was measured, as its benchmark calls it: itself, or where nobody measured it, the newest before it in its line. */
  readonly of: string;
  readonly own: boolean;
  readonly percent: Readonly<Partial<Record<Metric, number>>>;
  /** The same among all models that were measured: how many standard deviations above their mean, on a logit scale. */
  readonly standing: Readonly<Partial<Record<Metric, number>>>;
}
