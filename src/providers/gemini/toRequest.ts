import { messageText } from '../../core/chat/message.ts';
import type { ToolChoice } from '../../core/chat/parameters.ts';
import type { Quirks } from '../../core/models/preset.ts';
import type { ProviderCall } from '../../core/ports/provider.ts';
import { generationOf } from './generation.ts';
import { schemaSubset } from './schemaSubset.ts';
import { thinkingConfig } from './thinkingConfig.ts';
import { toContents } from './toContents.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Gemini takes so many stop sequences. */
const MOST_STOPS = 5;

/** Earlier ones answer in JSON or call tools, not both. */
const JSON_WITH_TOOLS = 3;

const JSON_SCHEMA = 'responseJsonSchema';

/** Gemma before 4 has no place for a system prompt. */
const SYSTEMLESS = /gemma-?[1-3]/;

/**
 * The request body of a call (ai.google.dev/api/generate-content). A model that refuses `responseJsonSchema` gets
 * Gemini's own kind of schema instead. Not sent: more than five stop sequences, and a JSON answer beside tools before
 * Gemini 3.
 */
export function toRequest(call: ProviderCall, quirks: Quirks): Fields {
  const generation = generationOf(call.modelName);
  const system = call.messages.filter(({ role }) => role === 'system').map(messageText);
  const instructions = system.filter((text) => text !== '').map((text) => ({ text }));
  const spoken = SYSTEMLESS.test(call.modelName) ? instructions : [];
  const [first, ...others] = toContents(call.messages, generation);
  const config = generationConfig(call, quirks, generation);
  return {
    contents: first === undefined ? [] : [{ ...first, parts: [...spoken, ...first.parts] }, ...others],
    ...(instructions.length === 0 || spoken.length > 0 ? {} : { systemInstruction: { parts: instructions } }),
    ...tools(call, generation),
    ...(Object.keys(config).length === 0 ? {} : { generationConfig: config }),
    ...quirks.body,
  };
}

function tools({ tools: defined = [], toolChoice }: ProviderCall, generation: number): Fields {
  if (defined.length === 0) return {};
  const functionDeclarations = defined.map(({ name, description, parameters }) => ({
    name,
    ...(description === undefined ? {} : { description }),
    ...(isOld(generation) ? { parameters: schemaSubset(parameters) } : { parametersJsonSchema: parameters }),
  }));
  return {
    tools: [{ functionDeclarations }],
    ...(toolChoice === undefined ? {} : { toolConfig: { functionCallingConfig: callingConfig(toolChoice) } }),
  };
}

function callingConfig(choice: ToolChoice): Fields {
  if (typeof choice === 'object') return { mode: 'ANY', allowedFunctionNames: [choice.name] };
  return { mode: choice === 'required' ? 'ANY' : choice.toUpperCase() };
}

function generationConfig(call: ProviderCall, quirks: Quirks, generation: number): Fields {
  const stop = call.stop?.filter((text) => text !== '').slice(0, MOST_STOPS) ?? [];
  const thinking = thinkingConfig(call.modelName, call.reasoningEffort);
  return {
    ...(call.temperature === undefined ? {} : { temperature: call.temperature }),
    ...(call.topP === undefined ? {} : { topP: call.topP }),
    ...(call.maxOutputTokens === undefined ? {} : { maxOutputTokens: call.maxOutputTokens }),
    ...(stop.length === 0 ? {} : { stopSequences: stop }),
    // A 32-bit number: a larger one is folded.
    ...(call.seed === undefined ? {} : { seed: call.seed | 0 }),
    ...responseFormat(call, quirks, generation),
    ...(thinking === undefined ? {} : { thinkingConfig: thinking }),
  };
}

function responseFormat(call: ProviderCall, { structured: how }: Quirks, generation: number): Fields {
  const { structured, tools: defined = [] } = call;
  if (structured === undefined || how === 'none' || (defined.length > 0 && generation < JSON_WITH_TOOLS)) return {};
  const json = { responseMimeType: 'application/json' };
  if (how === 'object' || structured.anyObject) return json;
  return isOld(generation) || call.without?.includes(`generationConfig.${JSON_SCHEMA}`)
    ? { ...json, responseSchema: schemaSubset(structured.schema) }
    : { ...json, [JSON_SCHEMA]: structured.schema };
}

/** A Gemini that knows only Gemini's own schemas. */
function isOld(generation: number): boolean {
  return generation > 0 && generation < 2.5;
}
