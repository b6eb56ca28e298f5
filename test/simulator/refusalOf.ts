import type { Behaviour, ModelFacts, SimulatedVendor } from './behaviour.ts';
import type { Dialect } from './dialect.ts';
import type { Fault } from './fault.ts';
import { protoName } from './gemini/names.ts';
import { at } from './json.ts';
import { promptTokens, type SimulatedRequest } from './simulatedRequest.ts';

/** What the script has this model refuse about a request that is good in itself: fields, values, length, content. */
export function refusalOf(
  request: SimulatedRequest,
  behaviour: Behaviour,
  facts: ModelFacts | undefined,
  { answersBlockedPrompts }: Dialect,
  vendor: SimulatedVendor,
): Fault | undefined {
  for (const name of behaviour.refuses ?? []) {
    const path = pathOf(request, name);
    if (path !== undefined) return { type: 'refused', path, value: at(request.raw, path), valueOnly: false };
  }
  for (const path of behaviour.refusesValues ?? []) {
    const value = at(request.raw, path);
    if (value !== undefined && value !== 1) return { type: 'refused', path, value, valueOnly: true };
  }
  const window = behaviour.contextWindow ?? facts?.contextWindow;
  if (window !== undefined && needs(request, vendor) > window) {
    const { maxOutputTokens } = request;
    return { type: 'contextLength', tokens: promptTokens(request), window, maxOutputTokens };
  }
  return behaviour.blocksPrompt && !answersBlockedPrompts ? { type: 'blockedPrompt' } : undefined;
}

/** Where the request has the field; undefined where it has none. */
function pathOf({ api, raw, messages }: SimulatedRequest, name: string): string | undefined {
  if (name === 'prefill') return messages.at(-1)?.role === 'assistant' ? name : undefined;
  const inConfig = [`generationConfig.${name}`, `generationConfig.${protoName(name)}`];
  const paths = api === 'gemini' ? [name, ...inConfig] : [name];
  return paths.find((path) => at(raw, path) !== undefined);
}

/** The tokens that must fit: some vendors reserve those of the answer as well. */
function needs(request: SimulatedRequest, vendor: SimulatedVendor): number {
  const reserves = request.api === 'anthropic-messages' || (request.api === 'openai-chat' && vendor === 'openrouter');
  return promptTokens(request) + (reserves ? (request.maxOutputTokens ?? 0) : 0);
}
