import { at, type Fields, fieldsOf, listOf, numberOf, textOf } from '../json.ts';
import type { ReadRequest, SimulatedMessage } from '../simulatedRequest.ts';

/** Reads a body of the Responses API. */
export function readRequest(raw: unknown): ReadRequest {
  const body = fieldsOf(raw);
  const instructions = textOf(body.instructions);
  const items = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : listOf(body.input);
  const { effort, summary } = fieldsOf(body.reasoning);
  return {
    model: textOf(body.model),
    messages: [...(instructions ? [{ role: 'system', content: instructions }] : []), ...readItems(items)],
    stream: body.stream === true,
    includeUsage: true,
    reasoning: effort === 'none' ? 'none' : summary ? 'shown' : 'hidden',
    tools: listOf(body.tools).map(({ name, parameters }) => ({ name: textOf(name), schema: parameters })),
    toolChoice: readToolChoice(body.tool_choice),
    structured: readFormat(fieldsOf(at(body, 'text.format'))),
    maxOutputTokens: numberOf(body.max_output_tokens),
    // It has no stop sequences.
    stop: [],
  };
}

/** The calls of one turn are items of their own, and one message here. */
function readItems(items: readonly Fields[]): SimulatedMessage[] {
  const messages: SimulatedMessage[] = [];
  for (const message of items.flatMap(readItem)) {
    const last = messages.at(-1);
    if (message.calls && last?.role === 'assistant') {
      messages[messages.length - 1] = { ...last, calls: [...(last.calls ?? []), ...message.calls] };
    } else messages.push(message);
  }
  return messages;
}

function readItem(item: Fields): SimulatedMessage[] {
  switch (item.type ?? 'message') {
    case 'message':
      return [{ role: String(item.role), content: contentText(item.content) }];
    case 'function_call': {
      const call = { name: textOf(item.name), arguments: textOf(item.arguments) };
      return [{ role: 'assistant', content: '', calls: [call] }];
    }
    case 'function_call_output':
      return [{ role: 'tool', content: contentText(item.output), results: true }];
    default:
      return [];
  }
}

function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map(({ text }) => textOf(text))
    .join('\n');
}

function readToolChoice(choice: unknown): ReadRequest['toolChoice'] {
  if (choice === 'none' || choice === 'required') return choice;
  const { type, name } = fieldsOf(choice);
  return type === 'function' && typeof name === 'string' ? { name } : 'auto';
}

function readFormat({ type, schema }: Fields): ReadRequest['structured'] {
  if (type === 'json_object') return {};
  return type === 'json_schema' ? { schema } : undefined;
}
