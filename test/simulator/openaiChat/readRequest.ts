import { at, type Fields, fieldsOf, listOf, numberOf, stringsOf, textOf } from '../json.ts';
import type { ReadRequest, SimulatedMessage } from '../simulatedRequest.ts';

/** Reads a chat completions body. */
export function readRequest(raw: unknown): ReadRequest {
  const body = fieldsOf(raw);
  return {
    model: textOf(body.model),
    messages: listOf(body.messages).map(readMessage),
    stream: body.stream === true,
    includeUsage: at(body, 'stream_options.include_usage') === true,
    reasoning: (body.reasoning_effort ?? at(body, 'reasoning.effort')) === 'none' ? 'none' : 'shown',
    tools: listOf(body.tools).map(({ function: tool }) => ({
      name: textOf(fieldsOf(tool).name),
      schema: fieldsOf(tool).parameters,
    })),
    toolChoice: readToolChoice(body.tool_choice),
    structured: readFormat(fieldsOf(body.response_format)),
    maxOutputTokens: numberOf(body.max_completion_tokens) ?? numberOf(body.max_tokens),
    stop: stringsOf(body.stop),
  };
}

function readMessage(message: Fields): SimulatedMessage {
  const calls = listOf(message.tool_calls).map(({ function: call }) => ({
    name: textOf(fieldsOf(call).name),
    arguments: textOf(fieldsOf(call).arguments),
  }));
  return {
    role: String(message.role),
    content: contentText(message.content),
    ...(calls.length > 0 && { calls }),
    ...(message.role === 'tool' && { results: true }),
  };
}

function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map(({ text }) => textOf(text))
    .join('\n');
}

function readToolChoice(choice: unknown): ReadRequest['toolChoice'] {
  if (choice === 'none') return 'none';
  // `any` is Mistral's word.
  if (choice === 'required' || choice === 'any') return 'required';
  const name = at(choice, 'function.name');
  return typeof name === 'string' ? { name } : 'auto';
}

function readFormat({ type, json_schema }: Fields): ReadRequest['structured'] {
  if (type === 'json_object') return {};
  return type === 'json_schema' ? { schema: fieldsOf(json_schema).schema } : undefined;
}
