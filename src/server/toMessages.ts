import type { ChatMessage, ContentPart, MessagePart } from '../core/chat/message.ts';
import { ApiError } from './apiError.ts';
import type { WireMessage, WirePart } from './completionBody.ts';

/**
 * The conversation as it was sent: nothing is added or left out. Results of tools that follow each other are one message.
 * Throws an `ApiError`.
 */
export function toMessages(wire: readonly WireMessage[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  const names = new Map<string, string>();
  for (const [index, message] of wire.entries()) {
    const place = `messages.${index}`;
    for (const call of message.tool_calls ?? []) names.set(call.id, call.function.name);
    const last = messages.at(-1);
    const parts = partsOf(message, place, names);
    if (message.role === 'tool' && last?.role === 'tool') {
      messages[messages.length - 1] = { ...last, parts: [...last.parts, ...parts] };
    } else messages.push({ role: message.role === 'developer' ? 'system' : message.role, parts });
  }
  return messages;
}

function partsOf(message: WireMessage, place: string, names: ReadonlyMap<string, string>): readonly MessagePart[] {
  const content = contentOf(message.content ?? message.refusal, `${place}.content`);
  switch (message.role) {
    case 'tool': {
      const { tool_call_id: id } = message;
      if (id === undefined) throw ApiError.bad('A tool message needs its tool_call_id.', `${place}.tool_call_id`);
      const name = names.get(id);
      if (name === undefined) {
        throw ApiError.bad('No earlier message calls a tool with this tool_call_id.', `${place}.tool_call_id`);
      }
      return [{ type: 'toolResult', id, name, content }];
    }
    case 'assistant': {
      const calls = (message.tool_calls ?? []).map(
        (call) =>
          ({ type: 'toolCall', id: call.id, name: call.function.name, arguments: call.function.arguments }) as const,
      );
      return [...content, ...calls];
    }
    default:
      if (content.length === 0 && message.content === undefined) {
        throw ApiError.bad('A message needs its content.', `${place}.content`);
      }
      return content;
  }
}

function contentOf(content: WireMessage['content'], place: string): ContentPart[] {
  if (content === undefined || content === '') return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return content.map((part, index) => toPart(part, `${place}.${index}`));
}

function toPart({ type, text, refusal, image_url: image }: WirePart, place: string): ContentPart {
  const words = type === 'refusal' ? refusal : type === 'text' ? text : undefined;
  if (words !== undefined) return { type: 'text', text: words };
  if (type === 'image_url' && image !== undefined) return toImage(image.url, `${place}.image_url.url`);
  throw ApiError.bad(`Content of type "${type}" is not supported here.`, place, 'unsupported_content');
}

function toImage(url: string, place: string): ContentPart {
  const comma = url.indexOf(',');
  const [, mimeType] = /^data:(image\/[a-z0-9.+-]+)(?:;[^;,]*)*;base64$/i.exec(url.slice(0, Math.max(0, comma))) ?? [];
  if (mimeType !== undefined) return { type: 'image', mimeType: mimeType.toLowerCase(), base64: url.slice(comma + 1) };
  throw /^https?:/i.test(url)
    ? ApiError.bad('Pictures are not fetched: send them as data: URLs in base64.', place, 'remote_image_refused')
    : ApiError.bad('A picture must be a data: URL in base64 (data:image/png;base64,…).', place, 'invalid_image');
}
