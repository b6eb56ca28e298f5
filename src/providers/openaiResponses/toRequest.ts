import type { Quirks } from '../../core/models/preset.ts';
import type { ProviderCall } from '../../core/ports/provider.ts';
import { isStrictSchema } from '../strictSchema.ts';
import { effortFor } from './effortFor.ts';
import { hidesReasoning } from './hidesReasoning.ts';
import { toInput } from './toInput.ts';

type Fields = Readonly<Record<string, unknown>>;

/** OpenAI refuses a lower limit. */
const LEAST_OUTPUT_TOKENS = 16;

/**
 * The request body of a call (developers.openai.com/api/reference, responses/create): nothing is stored at the vendor,
 * the whole conversation is sent each time, encrypted reasoning included. There is no field for stop sequences and seed.
 * A model that refuses `stream` gets a request without it.
 */
export function toRequest(call: ProviderCall, quirks: Quirks): Fields {
  return {
    model: call.modelName,
    input: toInput(call.messages),
    store: false,
    ...(call.without?.includes('stream') ? {} : { stream: true }),
    ...tools(call),
    ...textFormat(call, quirks),
    ...(call.temperature === undefined ? {} : { temperature: call.temperature }),
    ...(call.topP === undefined ? {} : { top_p: call.topP }),
    ...(call.maxOutputTokens === undefined
      ? {}
      : { max_output_tokens: Math.max(call.maxOutputTokens, LEAST_OUTPUT_TOKENS) }),
    ...reasoning(call),
    ...quirks.body,
  };
}

function tools({ tools: defined, toolChoice, parallelToolCalls: parallel }: ProviderCall): Fields {
  if (defined === undefined || defined.length === 0) return {};
  return {
    // Without `strict` OpenAI makes every property required.
    tools: defined.map((tool) => ({
      type: 'function',
      ...tool,
      strict: tool.strict ?? isStrictSchema(tool.parameters),
    })),
    ...(parallel === undefined ? {} : { parallel_tool_calls: parallel }),
    ...(toolChoice === undefined
      ? {}
      : { tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function', name: toolChoice.name } }),
  };
}

function textFormat({ structured }: ProviderCall, quirks: Quirks): Fields {
  if (structured === undefined || quirks.structured === 'none') return {};
  if (quirks.structured === 'object' || structured.anyObject) return { text: { format: { type: 'json_object' } } };
  const { name, schema } = structured;
  const strict = isStrictSchema(schema) ? { strict: true } : {};
  return { text: { format: { type: 'json_schema', name, schema, ...strict } } };
}

function reasoning({ modelName, reasoningEffort }: ProviderCall): Fields {
  const effort = reasoningEffort === undefined ? undefined : effortFor(modelName, reasoningEffort);
  const hidden = hidesReasoning(modelName);
  const fields = {
    ...(effort === undefined ? {} : { effort }),
    ...(hidden && effort !== 'none' ? { summary: 'auto' } : {}),
  };
  return {
    ...(Object.keys(fields).length === 0 ? {} : { reasoning: fields }),
    ...(hidden ? { include: ['reasoning.encrypted_content'] } : {}),
  };
}
