import type { Price } from '../accounting/price.ts';
import type { Figures } from './figures.ts';

export const TIERS = ['budget', 'standard', 'premium'] as const;
export type Tier = (typeof TIERS)[number];

export const CAPABILITIES = ['tools', 'json', 'vision', 'reasoning', 'prefill', 'cache'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A model as a routing target. What nobody knows is absent, never guessed. */
export interface Model {
  /** `PROVIDER/MODEL`: the provider's id, then what that provider is asked for. */
  readonly id: string;
  readonly provider: string;
  /** The part after the first slash. */
  readonly name: string;
  /** Absent where nobody said: without published figures such a model is a last resort unless a route names it. */
  readonly tier?: Tier;
  /** The user said its tier: published figures do not count. */
  readonly ownTier?: true;
  /** What was published of how good it is. */
  readonly figures?: Figures;
  readonly capabilities?: readonly Capability[];
  /** Thinks before its first word, as far as its capabilities or its name tell. */
  readonly reasoning: boolean;
  /** In force when it is read: some vendors' prices hang on the hour. */
  readonly price?: Price | undefined;
  readonly contextWindow?: number;
  /** The user set its window: what its own errors say does not count. */
  readonly ownWindow?: true;
  /** The most it can write. */
  readonly maxOutputTokens?: number;
  /** What the user lets it write: sent with every request that names no limit of its own. */
  readonly outputLimit?: number;
  /** Set for a model that its vendor retires: in words. */
  readonly deprecated?: string;
}

/** Splits `PROVIDER/MODEL` at its first slash; undefined when a part is missing. */
export function splitModelId(id: string): { provider: string; name: string } | undefined {
  const slash = id.indexOf('/');
  if (slash < 1 || slash === id.length - 1) return undefined;
  return { provider: id.slice(0, slash), name: id.slice(slash + 1) };
}
