import type { LearntFacts } from '../ports/modelMemory.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import type { Model } from './model.ts';

/** Claude before 4.6; later ones want a user's message at the end (platform.claude.com/docs, prefill). */
const EARLY_CLAUDE = /claude-(?:instant|v?[12]\b|3|(?:opus|sonnet|haiku)-(?:3|4(?:[-.][0-5])?(?![-.]?\d(?!\d{7}))))/i;

/**
 * Whether a model is known to go on with an answer that was begun for it: by its capabilities, by its vendor's word for
 * all its models that do not think, or by its name. Not once it has refused that, nor where its API has no way to ask.
 */
export function takesPrefill(
  { name, capabilities, reasoning }: Model,
  { api, quirks }: ProviderSetup,
  { prefill }: LearntFacts,
): boolean {
  if (prefill === false || api === 'openai-responses' || api === 'vscode-lm') return false;
  if (api === 'anthropic-messages' && /claude/i.test(name)) return EARLY_CLAUDE.test(name);
  return capabilities?.includes('prefill') === true || (quirks.prefill?.all === true && !reasoning);
}
