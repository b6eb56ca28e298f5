import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { Dialect } from '../dialect.ts';
import { callOptions, openAiClient } from '../openAiClient.ts';
import { ChatConverter } from './toEvents.ts';
import { toRequest } from './toRequest.ts';

/** OpenAI's chat completions and what other vendors make of them. */
export const openaiChat: Dialect = {
  toRequest: (call, { quirks }) => toRequest(call, quirks),
  converter: (_, { quirks }) => new ChatConverter(quirks),
  send: (_, setup) => async (body, fetch, signal) => {
    const client = await openAiClient(setup);
    const request = body as unknown as ChatCompletionCreateParamsStreaming;
    return await client.chat.completions.create(request, callOptions(fetch, signal)).asResponse();
  },
};
