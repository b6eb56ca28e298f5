import * as z from 'zod';
import {
  type ChatMessage,
  type ContentPart,
  contentText,
  type MessagePart,
  messageText,
} from '../../core/chat/message.ts';
import type { Quirks } from '../../core/models/preset.ts';
import type { ProviderCall } from '../../core/ports/provider.ts';
import { argumentsJson } from '../argumentsJson.ts';
import { isStrictSchema } from '../strictSchema.ts';
import { wholeDetails } from './reasoningDetails.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The request body of a call (platform.openai.com/docs/api-reference/chat/create) with the vendor's quirks. A model that
 * refuses `stream` gets a request without it, one that refuses the output limit's name gets the other name. Of the
 * refused fields `messages.reasoning_details` stands for reasoning that was sent back.
 */
export function toRequest(call: ProviderCall, quirks: Quirks): Fields {
  const streams = !call.without?.includes('stream');
  const back = call.without?.includes('messages.reasoning_details') ? undefined : quirks.reasoningBack;
  return {
    model: call.modelName,
    messages: markBegun(
      call.messages.flatMap((message) => toMessages(message, back)),
      quirks,
    ),
    ...(streams ? { stream: true } : {}),
    ...(streams && !quirks.noStreamOptions ? { stream_options: { include_usage: true } } : {}),
    ...tools(call),
    ...responseFormat(call, quirks),
    ...(call.stop === undefined ? {} : { stop: call.stop }),
    ...(call.temperature === undefined ? {} : { temperature: call.temperature }),
    ...(call.topP === undefined ? {} : { top_p: call.topP }),
    ...(call.maxOutputTokens === undefined ? {} : { [outputLimit(call, quirks)]: call.maxOutputTokens }),
    ...(call.seed === undefined ? {} : { seed: call.seed }),
    ...effort(call, quirks),
    ...quirks.body,
  };
}

function tools({ tools: defined, toolChoice, parallelToolCalls: parallel }: ProviderCall): Fields {
  if (defined === undefined || defined.length === 0) return {};
  return {
    tools: defined.map((tool) => ({ type: 'function', function: tool })),
    ...(parallel === undefined ? {} : { parallel_tool_calls: parallel }),
    ...(toolChoice === undefined
      ? {}
      : {
          tool_choice:
            typeof toolChoice === 'string' ? toolChoice : { type: 'function', function: { name: toolChoice.name } },
        }),
  };
}

function responseFormat({ structured }: ProviderCall, quirks: Quirks): Fields {
  if (structured === undefined || quirks.structured === 'none') return {};
  if (quirks.structured === 'object' || structured.anyObject) return { response_format: { type: 'json_object' } };
  const { name, schema } = structured;
  const strict = isStrictSchema(schema) ? { strict: true } : {};
  return { response_format: { type: 'json_schema', json_schema: { name, schema, ...strict } } };
}

function outputLimit({ without = [] }: ProviderCall, { outputLimit: name = 'max_tokens' }: Quirks): string {
  if (!without.includes(name)) return name;
  return name === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
}

function effort({ reasoningEffort }: ProviderCall, { effort: field = 'reasoning_effort' }: Quirks): Fields {
  if (reasoningEffort === undefined || field === 'none') return {};
  return field === 'reasoning' ? { reasoning: { effort: reasoningEffort } } : { reasoning_effort: reasoningEffort };
}

function toMessages(message: ChatMessage, back: Quirks['reasoningBack']): Fields[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: messageText(message) }];
    case 'user':
      return [{ role: 'user', content: toContent(message.parts) }];
    case 'assistant':
      return [toAssistant(message, back)];
    case 'tool':
      return toResults(message);
  }
}

/** An answer's beginning at the end is marked where the vendor wants that. */
function markBegun(messages: readonly Fields[], { prefill }: Quirks): readonly Fields[] {
  const last = messages.at(-1);
  if (prefill === undefined || last?.role !== 'assistant' || 'tool_calls' in last) return messages;
  return [...messages.slice(0, -1), { ...last, [prefill.mark]: true }];
}

function toContent(parts: readonly MessagePart[]): string | Fields[] {
  // A plain string where possible: some servers take no lists.
  if (parts.every((part) => part.type === 'text')) return contentText(parts);
  return parts.flatMap((part): Fields[] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }];
    if (part.type !== 'image') return [];
    return [{ type: 'image_url', image_url: { url: `data:${part.mimeType};base64,${part.base64}` } }];
  });
}

function toAssistant(message: ChatMessage, back: Quirks['reasoningBack']): Fields {
  const calls = message.parts.flatMap((part) =>
    part.type === 'toolCall'
      ? [{ id: part.id, type: 'function', function: { name: part.name, arguments: argumentsJson(part.arguments) } }]
      : [],
  );
  const text = messageText(message);
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...reasoningBack(message, back, calls.length > 0),
  };
}

const verbatimWire = z.object({
  reasoning_details: z.array(z.unknown()).transform(wholeDetails).optional(),
  reasoning_content: z.string().optional(),
});

/**
 * Earlier reasoning for the vendors that want it back: OpenRouter always (openrouter.ai/docs, reasoning tokens),
 * DeepSeek and Kimi with tool calls only (api-docs.deepseek.com/guides/thinking_mode).
 */
function reasoningBack(message: ChatMessage, field: Quirks['reasoningBack'], calls: boolean): Fields {
  if (field === undefined || (field === 'reasoning_content' && !calls)) return {};
  const value = verbatimWire.safeParse(message.verbatim?.content).data?.[field];
  return value === undefined ? {} : { [field]: value };
}

/** One message for each result; pictures, which results cannot hold, follow as the user's. */
function toResults(message: ChatMessage): Fields[] {
  const images: ContentPart[] = [];
  const results = message.parts.flatMap((part) => {
    if (part.type !== 'toolResult') return [];
    images.push(...part.content.filter(({ type }) => type === 'image'));
    return [{ role: 'tool', tool_call_id: part.id, content: contentText(part.content) }];
  });
  return images.length === 0 ? results : [...results, { role: 'user', content: toContent(images) }];
}
