import type { ChatMessage, MessagePart } from '../../../src/core/chat/message.ts';

export const PNG = { type: 'image', mimeType: 'image/png', base64: 'AAAA' } as const;

export const user = (...parts: MessagePart[]): ChatMessage => ({ role: 'user', parts });
export const assistant = (...parts: MessagePart[]): ChatMessage => ({ role: 'assistant', parts });
export const text = (words: string): MessagePart => ({ type: 'text', text: words });

/** A call of a tool. */
export const call = (id: string, name = 'read', args = '{"path":"a"}'): MessagePart => ({
  type: 'toolCall',
  id,
  name,
  arguments: args,
});

/** The message with the result of a call. */
export const result = (id: string, words: string, fields: object = {}): ChatMessage => ({
  role: 'tool',
  parts: [{ type: 'toolResult', id, name: 'read', content: [{ type: 'text', text: words }], ...fields }],
});
