import { type ChatMessage, contentText, type MessagePart, messageText } from '../../core/chat/message.ts';
import { argumentsJson } from '../argumentsJson.ts';
import { CallIds } from './callIds.ts';
import { fromVerbatim, type VerbatimItem } from './fromVerbatim.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The result of a call that was never carried out: a call without a result is refused. */
const NOT_CARRIED_OUT = 'No result: the call was not carried out.';

/**
 * A conversation as input items (the `openai` package, ResponseInputItem). System messages stay where they stand, so
 * that there may be several and the prompt's beginning, which the vendor caches, never changes. Texts are messages of the
 * short form, which every server of this dialect takes. Calls and results are paired: OpenAI refuses a call without a
 * result and a result without a call, so the first gets one that says so, and the second is the user's to tell.
 */
export function toInput(messages: readonly ChatMessage[]): Fields[] {
  const ids = new CallIds();
  return messages.flatMap((message, at) => toItems(message, messages.slice(at + 1), ids));
}

function toItems(message: ChatMessage, later: readonly ChatMessage[], ids: CallIds): Fields[] {
  switch (message.role) {
    case 'system':
      return short('system', messageText(message));
    case 'user':
      return short('user', toContent(message.parts));
    case 'assistant':
      return [...assistant(message, ids), ...missingResults(later, ids)];
    case 'tool':
      return message.parts.flatMap((part) => (part.type === 'toolResult' ? result(part, ids) : []));
  }
}

function short(role: 'system' | 'user' | 'assistant', content: string | readonly Fields[]): Fields[] {
  return content.length === 0 ? [] : [{ role, content }];
}

/** Stand-ins for the results that do not come before the assistant's next turn. */
function missingResults(later: readonly ChatMessage[], ids: CallIds): Fields[] {
  const next = later.findIndex(({ role }) => role === 'assistant');
  const coming = later.slice(0, next < 0 ? later.length : next).flatMap(({ parts }) => parts);
  const expected = new Set(coming.flatMap((part) => (part.type === 'toolResult' ? [part.id] : [])));
  return ids.giveUp(expected).map((call_id) => ({ type: 'function_call_output', call_id, output: NOT_CARRIED_OUT }));
}

function assistant(message: ChatMessage, ids: CallIds): Fields[] {
  const verbatim = fromVerbatim(message);
  if (verbatim !== undefined) return inOrder(verbatim).map((item) => sentBack(item, ids));
  const calls = message.parts.flatMap((part) => {
    if (part.type !== 'toolCall') return [];
    const { id, name, arguments: args } = part;
    return [{ type: 'function_call', call_id: ids.ask(id), name, arguments: argumentsJson(args) }];
  });
  return [...short('assistant', messageText(message)), ...calls];
}

/**
 * Encrypted reasoning belongs to the item after it. Open reasoning does not, and DeepSeek, which makes one message of a
 * turn, refuses calls that it stands between ("No tool output found for tool call", as recorded).
 */
function inOrder(items: readonly VerbatimItem[]): readonly VerbatimItem[] {
  if (items.some((item) => item.type === 'reasoning' && item.encrypted_content)) return items;
  const isCall = (item: VerbatimItem) => item.type === 'function_call';
  return [...items.filter((item) => !isCall(item)), ...items.filter(isCall)];
}

function sentBack(item: VerbatimItem, ids: CallIds): Fields {
  if (item.type !== 'function_call') return item;
  return { ...item, call_id: ids.ask(item.call_id), arguments: argumentsJson(item.arguments) };
}

function result({ id, content }: Extract<MessagePart, { type: 'toolResult' }>, ids: CallIds): Fields[] {
  const call_id = ids.answer(id);
  const output = toContent(content);
  if (call_id !== undefined) return [{ type: 'function_call_output', call_id, output }];
  return short('user', output);
}

function toContent(parts: readonly MessagePart[]): string | Fields[] {
  if (!parts.some((part) => part.type === 'image')) return contentText(parts);
  return parts.flatMap((part): Fields[] => {
    if (part.type === 'text') return part.text === '' ? [] : [{ type: 'input_text', text: part.text }];
    if (part.type !== 'image') return [];
    return [{ type: 'input_image', detail: 'auto', image_url: `data:${part.mimeType};base64,${part.base64}` }];
  });
}
