import { type ChatMessage, messageText } from '../../core/chat/message.ts';
import type { JsonSchema } from '../../core/chat/parameters.ts';
import type { ProviderCall } from '../../core/ports/provider.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { markCacheable } from './cacheMarks.ts';
import { type ModelTraits, traitsOf } from './modelTraits.ts';
import { outputSchema } from './outputSchema.ts';
import { thinking } from './thinking.ts';
import type { Fields } from './toBlocks.ts';
import { toTools } from './toTools.ts';
import { type Turn, toTurns } from './toTurns.ts';

/**
 * `max_tokens` where the call has no limit, because the vendor wants one: enough for thinking and a long answer. Less
 * where the model can write less, or its window has less left.
 */
const USUAL_LIMIT = 32_000;

/**
 * The request body of a call (platform.claude.com/docs/en/api/messages), as its model takes it. There is no seed; a
 * temperature is at most 1 and left out where a model takes none, blank stop sequences are left out as well. Of the
 * refused fields `messages.thinking` stands for thinking that was sent back.
 */
export function toRequest(call: ProviderCall, setup: ProviderSetup): Fields {
  const { quirks } = setup;
  const traits = traitsOf(call.modelName);
  const refuses = refusals(call);
  const maxTokens = call.maxOutputTokens ?? usualLimit(call, traits);
  const { tools, choice, words } = toTools(call, traits.forcedToolUse && !refuses('tool_choice'));
  const turns = toTurns(call.messages, { verbatim: !refuses('messages.thinking') });
  if (words !== undefined) pushWords(turns, words);
  endTurns(turns, traits);
  const thought = thinking(call, traits, {
    maxTokens,
    budgetFits: choice?.type !== 'any' && choice?.type !== 'tool' && takesBudget(turns),
    dropsUnbound: traits.bindsThinking && takesBeta(setup) && turns.some(replaysThinking),
  });
  const prefix = { tools, system: systemOf(call.messages), turns };
  const isMarked = !call.without?.some((name) => name.endsWith('cache_control'));
  const marked = isMarked ? markCacheable(prefix, call.modelName) : prefix;
  const takesFormat = traits.structuredOutput && (quirks.structured ?? 'schema') === 'schema';
  const schema = takesFormat && !refuses('output_config.format') ? wantedSchema(call) : undefined;
  const stop = call.stop?.filter((sequence) => sequence.trim() !== '') ?? [];
  return {
    model: call.modelName,
    max_tokens: maxTokens,
    ...(refuses('stream') ? {} : { stream: true }),
    ...(marked.system.length === 0 ? {} : { system: marked.system }),
    messages: marked.turns,
    ...(tools.length === 0 ? {} : { tools: marked.tools }),
    ...(choice === undefined ? {} : { tool_choice: choice }),
    ...sampling(call, traits, thought.thinks),
    ...(thought.thinking === undefined ? {} : { thinking: thought.thinking }),
    ...outputConfig(thought.effort, schema),
    ...(stop.length === 0 ? {} : { stop_sequences: stop }),
    ...quirks.body,
  };
}

/** An object of any kind is no schema that this vendor takes: the model is told in words. */
function wantedSchema({ structured }: ProviderCall): JsonSchema | undefined {
  return structured?.anyObject ? undefined : structured?.schema;
}

function usualLimit({ outputCeiling, outputRoom = USUAL_LIMIT }: ProviderCall, traits: ModelTraits): number {
  return Math.min(USUAL_LIMIT, outputCeiling ?? traits.outputCeiling, outputRoom);
}

/** Whether the model refuses a field, or a part of one that is nothing without its parts. */
function refusals({ without = [] }: ProviderCall): (field: string) => boolean {
  return (field) => without.some((name) => name === field || name.startsWith(`${field}.`));
}

function systemOf(messages: readonly ChatMessage[]): Fields[] {
  const texts = messages.filter(({ role }) => role === 'system').map(messageText);
  return texts.filter((text) => text.trim() !== '').map((text) => ({ type: 'text', text }));
}

function outputConfig(effort: string | undefined, wanted: JsonSchema | undefined): Fields {
  const schema = wanted === undefined ? undefined : outputSchema(wanted);
  const config = {
    ...(effort === undefined ? {} : { effort }),
    ...(schema === undefined ? {} : { format: { type: 'json_schema', schema } }),
  };
  return Object.keys(config).length === 0 ? {} : { output_config: config };
}

/** One of the two only: Claude 4.5 and later refuse both at once (docs.claude.com, migrating to Claude 4.5). */
function sampling({ temperature, topP }: ProviderCall, traits: ModelTraits, thinks: boolean): Fields {
  const taken = traits.temperature === 'always' || (traits.temperature === 'unlessThinking' && !thinks);
  if (!taken) return {};
  if (temperature !== undefined) return { temperature: Math.min(1, temperature) };
  return topP === undefined ? {} : { top_p: topP };
}

function pushWords(turns: Turn[], text: string): void {
  const last = turns.at(-1);
  if (last?.role === 'user') last.content.push({ type: 'text', text });
  else turns.push({ role: 'user', content: [{ type: 'text', text }] });
}

/** The beginning of an answer at the end must not end with blanks; most models take none at all. */
function endTurns(turns: Turn[], { prefill }: ModelTraits): void {
  const last = turns.at(-1);
  if (last?.role !== 'assistant') return;
  const block = last.content.at(-1);
  if (!prefill) pushWords(turns, 'Continue.');
  else if (typeof block?.text === 'string') last.content.splice(-1, 1, { ...block, text: block.text.trimEnd() });
}

/**
 * Whether a budget of thinking goes with these turns: not with an answer's beginning, nor in the middle of tool calls that
 * were made without thinking (platform.claude.com/docs/en/build-with-claude/extended-thinking).
 */
function takesBudget(turns: readonly Turn[]): boolean {
  const [before, last] = turns.slice(-2);
  if (turns.at(-1)?.role === 'assistant') return false;
  if (last?.content[0]?.type !== 'tool_result') return true;
  return /thinking$/.test(String(before?.content[0]?.type));
}

function replaysThinking({ content }: Turn): boolean {
  return content.some(({ type }) => type === 'thinking' || type === 'redacted_thinking');
}

/** Other servers may refuse a beta header of ours, and the user's own takes its place. */
function takesBeta({ baseUrl, headers }: ProviderSetup): boolean {
  const isVendor = new URL(baseUrl).hostname === 'api.anthropic.com';
  return isVendor && !Object.keys(headers).some((name) => name.toLowerCase() === 'anthropic-beta');
}
