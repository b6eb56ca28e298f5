import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import type { Dialect } from '../dialect.ts';
import { callOptions, openAiClient } from '../openAiClient.ts';
import { ResponsesConverter } from './toEvents.ts';
import { toRequest } from './toRequest.ts';

/** OpenAI's Responses and what other vendors make of them. */
export const openaiResponses: Dialect = {
  toRequest: (call, { quirks }) => toRequest(call, quirks),
  converter: () => new ResponsesConverter(),
  send: (_, setup) => async (body, fetch, signal) => {
    const client = await openAiClient(setup);
    const request = body as unknown as ResponseCreateParamsStreaming;
    return await client.responses.create(request, callOptions(fetch, signal)).asResponse();
  },
};
