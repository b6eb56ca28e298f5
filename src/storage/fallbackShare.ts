import type { StatRow } from './ledgerStore.ts';

/** How many requests asked a model, and how many of them went on to another one because it failed. */
export interface FallbackShare {
  readonly requests: number;
  readonly fellBack: number;
}

/** The share of a model's requests that fell back, in rows that are in the order they were written; what a fire drill asked is left out. */
export function fallbackShare(rows: readonly StatRow[], model: string): FallbackShare {
  const requests = new Map<string, { failed: boolean; fellBack: boolean }>();
  for (const row of rows) {
    if (row.source === 'fireDrill') continue;
    const known = requests.get(row.requestId);
    if (row.model === model) {
      const failed = row.outcome !== 'ok' && row.outcome !== 'cancelled';
      requests.set(row.requestId, { failed, fellBack: known?.fellBack ?? false });
    } else if (known?.failed) known.fellBack = true;
  }
  return { requests: requests.size, fellBack: [...requests.values()].filter(({ fellBack }) => fellBack).length };
}
