import type { ChatMessage } from '../chat/message.ts';

/** Characters of scripts that take about a token each; Latin text takes about a token for four. */
const DENSE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u3040-\u30ff]/g;
const PER_MESSAGE = 4;
const PER_IMAGE = 1000;

/** A rough count of the tokens of a text: good to about a quarter, for filtering by window and for estimates. */
export function estimateTokens(text: string): number {
  const dense = text.match(DENSE)?.length ?? 0;
  return Math.ceil((text.length - dense) / 4 + dense * 0.9);
}

/** The same for whole messages, images included. */
export function estimateMessageTokens(messages: readonly ChatMessage[]): number {
  let tokens = 0;
  for (const message of messages) {
    tokens += PER_MESSAGE;
    for (const part of message.parts) tokens += part.type === 'text' ? estimateTokens(part.text) : PER_IMAGE;
  }
  return tokens;
}
