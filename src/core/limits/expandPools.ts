import { splitModelId } from '../models/model.ts';
import type { Chain } from '../routing/chain.ts';
import type { Setup } from '../routing/setup.ts';

/** A chain in which every provider that shares a model's load stands beside it. */
export interface ExpandedChain {
  readonly chain: Chain;
  /** The full ids that may change places with one another. */
  readonly pooled: ReadonlySet<string>;
}

/**
 * Puts beside every model of a chain the same model of the providers that share its load. A chain that its user wrote, and
 * that names several of them itself, keeps its order for them.
 */
export function expandPools(chain: Chain, { providers }: Pick<Setup, 'providers'>): ExpandedChain {
  const pooled = new Set<string>();
  if ([...providers.values()].every(({ pool }) => pool === undefined)) return { chain, pooled };
  const named = new Set(chain.entries.map(({ model }) => model));
  const entries = chain.entries.flatMap((entry) => {
    const { provider = '', name = '' } = splitModelId(entry.model) ?? {};
    const others = [...providers.values()].filter(({ id, pool }) => pool === provider && id !== provider);
    const mates = others.map(({ id }) => `${id}/${name}`);
    if (mates.length === 0 || (chain.written && mates.some((mate) => named.has(mate)))) return [entry];
    for (const model of [entry.model, ...mates]) pooled.add(model);
    return [entry, ...mates.map((model) => ({ ...entry, model }))];
  });
  if (pooled.size === 0) return { chain, pooled };
  const seen = new Set<string>();
  const once = entries.filter(({ model }) => !seen.has(model) && seen.add(model) !== undefined);
  return { chain: { ...chain, entries: once }, pooled };
}
