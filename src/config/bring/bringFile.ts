import { say } from '../../core/words.ts';
import { BringError } from './bringError.ts';
import type { BringOptions } from './bringOptions.ts';
import type { Brought } from './brought.ts';
import { bringContinue } from './continueDev/bringContinue.ts';
import { bringLiteLlm } from './liteLlm/bringLiteLlm.ts';
import { readYaml } from './readYaml.ts';

const LITELLM = ['model_list', 'litellm_settings', 'router_settings', 'general_settings'];

/** Whose configuration a text is, and what it is in Switchyard's terms. Throws `BringError`. */
export function bringFile(text: string, options: BringOptions): Brought & { readonly from: 'LiteLLM' | 'Continue' } {
  const value = readYaml(text);
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  if (keys.some((key) => LITELLM.includes(key))) return { from: 'LiteLLM', ...bringLiteLlm(value, options) };
  if (keys.includes('models')) return { from: 'Continue', ...bringContinue(value, options) };
  throw new BringError(say('it is no configuration of LiteLLM ("model_list") or Continue ("models")'));
}
