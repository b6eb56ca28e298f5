import type { Dialect } from '../dialect.ts';
import { endpoint } from './endpoint.ts';
import { GeminiConverter } from './toEvents.ts';
import { toRequest } from './toRequest.ts';

/** Google's `generateContent`, as the Gemini API and Vertex AI serve it. */
export const gemini: Dialect = {
  toRequest: (call, { quirks }) => toRequest(call, quirks),
  converter: () => new GeminiConverter(),
  send: ({ modelName, without }, { baseUrl }) => {
    const streams = !without?.includes('stream');
    const headers = { accept: streams ? 'text/event-stream' : 'application/json' };
    return (body, fetch, signal) =>
      fetch(endpoint(baseUrl, modelName, streams), { method: 'POST', headers, body: JSON.stringify(body), signal });
  },
};
