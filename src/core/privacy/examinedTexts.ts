import type { ChatRequest } from '../chat/chatRequest.ts';
import type { ChatMessage } from '../chat/message.ts';
import { messageTexts } from '../chat/messageTexts.ts';

/**
 * Every text of a request that is looked through, the newest last. What comes as data is looked through string by string, as
 * it is replaced: in JSON a value is written otherwise than it is. Tools and schemas come from whoever asks, and go out with
 * the question.
 */
export function examinedTexts(
  { parameters = {}, partial = '' }: ChatRequest,
  messages: readonly ChatMessage[],
): string[] {
  const { tools = [], toolChoice, structured, stop = [] } = parameters;
  const definitions = [...stringsIn([tools, toolChoice, structured, stop])];
  const said = messages.flatMap(textsOf);
  return [...definitions, ...said, partial].filter((text) => text !== '');
}

/** Every text of one message that is looked through. */
export function textsOf(message: ChatMessage): string[] {
  return [...messageTexts([message]), ...dataStrings(message)];
}

/** What a tool call's arguments and its result hold, where they are JSON. */
function dataStrings({ parts }: ChatMessage): string[] {
  return parts.flatMap((part) => {
    if (part.type === 'toolCall') return [...stringsIn(parsed(part.arguments))];
    if (part.type !== 'toolResult') return [];
    return part.content.flatMap((one) => (one.type === 'text' ? [...stringsIn(parsed(one.text))] : []));
  });
}

/** The value of a JSON text; undefined where it is none. */
export function parsed(json: string): unknown {
  if (!/^\s*[[{"]/.test(json)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Every string of some plain data, names of fields as well; one whose field has a name once more together with that. */
function* stringsIn(data: unknown, name?: string): Generator<string> {
  if (typeof data === 'string') {
    yield data;
    // A password alone looks like any word.
    if (name !== undefined) yield `"${name}": "${data}"`;
  } else if (Array.isArray(data)) {
    for (const one of data) yield* stringsIn(one, name);
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, one] of Object.entries(data)) {
      yield key;
      yield* stringsIn(one, key);
    }
  }
}
