import type { ProviderCall } from '../../core/ports/provider.ts';
import type { ModelTraits } from './modelTraits.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How much a request lets its model think. */
export interface Thinking {
  readonly thinking?: Fields;
  /** For `output_config`. */
  readonly effort?: string;
  /** Thinking is on, as far as is known. */
  readonly thinks: boolean;
}

/** What of the conversation decides about thinking. */
interface Circumstances {
  readonly maxTokens: number;
  /** False where a budget of thinking does not go together with the conversation or the other fields. */
  readonly budgetFits: boolean;
  /** Earlier thinking goes back to a vendor that can be asked to leave out what no longer fits. */
  readonly dropsUnbound: boolean;
}

/** The share of the output limit that a budget of thinking takes; the rest is left for the answer. */
const BUDGET_SHARE = { minimal: 0.1, low: 0.2, medium: 0.5, high: 0.8 } as const;
/** platform.claude.com/docs/en/build-with-claude/extended-thinking, budget rules: less than `max_tokens`, too. */
const SMALLEST_BUDGET = 1024;

/**
 * The fields of a reasoning effort. Models up to 4.5 take a budget, newer ones an effort, whose lowest level stands for
 * `minimal`, and for `none` where thinking cannot be turned off. Newer ones hide what they think unless asked, which
 * would look like a long silence.
 */
export function thinking(call: ProviderCall, traits: ModelTraits, circumstances: Circumstances): Thinking {
  const wanted = wantedThinking(call, traits, circumstances);
  const isRefused = call.without?.some((name) => name === 'thinking' || name.startsWith('thinking.'));
  if (isRefused) {
    const { thinking: _, ...rest } = wanted;
    return { ...rest, thinks: traits.thinksUnasked };
  }
  if (wanted.thinking?.type !== 'adaptive') return wanted;
  const binding = circumstances.dropsUnbound ? { block_binding: { prefix_mismatch_behavior: 'drop_block' } } : {};
  return { ...wanted, thinking: { type: 'adaptive', display: 'summarized', ...binding } };
}

const ADAPTIVE: Thinking = { thinking: { type: 'adaptive' }, thinks: true };

function wantedThinking(
  { reasoningEffort: effort }: ProviderCall,
  { thinking: way, thinksUnasked, off }: ModelTraits,
  { maxTokens, budgetFits }: Circumstances,
): Thinking {
  if (way === 'none') return { thinks: false };
  if (effort === 'none' && off !== undefined) return { thinking: { type: off }, thinks: false };
  const asked = effort !== undefined && effort !== 'none';
  if (way === 'adaptive') {
    if (!asked && !thinksUnasked) return { thinks: false };
    if (effort === undefined) return ADAPTIVE;
    return { ...ADAPTIVE, effort: effort === 'none' || effort === 'minimal' ? 'low' : effort };
  }
  const budget = asked ? Math.max(SMALLEST_BUDGET, Math.floor(maxTokens * BUDGET_SHARE[effort])) : maxTokens;
  if (!budgetFits || budget >= maxTokens) return { thinks: false };
  return { thinking: { type: 'enabled', budget_tokens: budget }, thinks: true };
}
