import { textMessage } from '../../../src/core/chat/message.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { toRequest } from '../../../src/providers/gemini/toRequest.ts';

/** The body of a request that asks `gemini-3.8-flash` "hi", with changes. */
export function asked(changes: Partial<ProviderCall> = {}): Readonly<Record<string, unknown>> {
  return toRequest(
    {
      providerId: 'g',
      modelName: 'gemini-3.8-flash',
      messages: [textMessage('user', 'hi')],
      onActivity() {},
      ...changes,
    },
    {},
  );
}

/** The turns of a conversation as they are sent. */
export function contents(messages: ProviderCall['messages'], modelName = 'gemini-3.8-flash'): unknown {
  return asked({ messages, modelName }).contents;
}
