import type { Metric } from '../../core/models/figures.ts';

/** The published figures as `scripts/qualityData.ts` writes them. */
export interface QualityData {
  readonly sources: readonly { readonly name: string; readonly url: string; readonly from: string }[];
  readonly metrics: readonly Metric[];
  /** By name without how it was run, one figure in percent per metric; null where nobody published one. */
  readonly models: Readonly<Record<string, readonly (number | null)[]>>;
}
