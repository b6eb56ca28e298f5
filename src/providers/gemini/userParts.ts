import type { MessagePart } from '../../core/chat/message.ts';
import type { Part } from './isPart.ts';

/** Text and pictures as Gemini's parts; an empty text, which it refuses, is left out. */
export function userParts(parts: readonly MessagePart[]): Part[] {
  return parts.flatMap((part): Part[] => {
    if (part.type === 'text') return part.text === '' ? [] : [{ text: part.text }];
    if (part.type !== 'image') return [];
    return [{ inlineData: { mimeType: part.mimeType, data: part.base64 } }];
  });
}
