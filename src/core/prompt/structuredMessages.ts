import { type ChatMessage, textMessage } from '../chat/message.ts';
import type { StructuredOutput } from '../chat/parameters.ts';

/** The messages of a request whose vendor cannot be held to a schema: it is asked in words. */
export function structuredMessages(
  messages: readonly ChatMessage[],
  { schema }: StructuredOutput,
): readonly ChatMessage[] {
  const words = `Answer with one JSON value only, without any other text or fence. It must conform to this JSON Schema:\n${JSON.stringify(schema)}`;
  return [textMessage('system', words), ...messages];
}

/** The messages that ask a model to mend its own faulty answer. */
export function repairMessages(messages: readonly ChatMessage[], text: string, fault: string): readonly ChatMessage[] {
  return [
    ...messages,
    textMessage('assistant', text),
    textMessage('user', `That does not conform to the schema: ${fault}. Answer with the corrected JSON value only.`),
  ];
}
