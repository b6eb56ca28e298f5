import { type ChatMessage, textMessage } from '../chat/message.ts';

/** The messages that ask a model in words to go on where a broken answer stopped. */
export function continuationMessages(messages: readonly ChatMessage[], partial: string): ChatMessage[] {
  return [
    ...messages,
    textMessage('assistant', partial),
    textMessage(
      'user',
      'Your answer was cut off. Continue it exactly where it stopped, in the middle of a word if need be, without repeating anything and without any remark.',
    ),
  ];
}

/**
 * The messages that have a model go on with a broken answer as if it were its own. Anthropic takes no whitespace at its
 * end (platform.claude.com/docs, prefill), and to others it is a token that nothing usual follows.
 */
export function prefilledMessages(messages: readonly ChatMessage[], partial: string): ChatMessage[] {
  return [...messages, textMessage('assistant', partial.trimEnd())];
}
