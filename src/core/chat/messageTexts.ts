import type { ChatMessage, MessagePart } from './message.ts';

/** Every text of the messages that becomes tokens, in order: tool calls and their results as well. */
export function messageTexts(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap(({ parts }) => parts.flatMap(partTexts));
}

/** The texts of one part, in order. */
export function partTexts(part: MessagePart): string[] {
  switch (part.type) {
    case 'text':
      return [part.text];
    case 'image':
      return [];
    case 'toolCall':
      return [part.name, part.arguments];
    case 'toolResult':
      return part.content.flatMap(partTexts);
  }
}
