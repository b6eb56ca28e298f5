import type { Capability } from '../../../core/models/model.ts';
import type { Section } from '../section.ts';

/** The flags of `model_info` (BerriAI/litellm, model_prices_and_context_window.json). */
const FLAGS: readonly (readonly [string, Capability])[] = [
  ['supports_function_calling', 'tools'],
  ['supports_response_schema', 'json'],
  ['supports_vision', 'vision'],
  ['supports_reasoning', 'reasoning'],
  ['supports_assistant_prefill', 'prefill'],
  ['supports_prompt_caching', 'cache'],
];
const ESSENTIAL: readonly Capability[] = ['tools', 'json', 'vision', 'reasoning'];

/**
 * What a model can do, where the file says all that matters of it: our list is complete, so that a single flag would deny
 * the rest, which the catalogue knows better.
 */
export function readCapabilities(info: Section): Capability[] | undefined {
  const complete = FLAGS.every(([flag, capability]) => !ESSENTIAL.includes(capability) || info.keys.includes(flag));
  return complete ? FLAGS.flatMap(([flag, capability]) => (info.flag(flag) ? [capability] : [])) : undefined;
}
