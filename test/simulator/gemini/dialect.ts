import type { Dialect } from '../dialect.ts';
import { jsonArray, serverSentEvents } from '../framing.ts';
import { checkRequest } from './checkRequest.ts';
import { errorAnswer } from './errors.ts';
import { errorFrames, frames, responseId, whole } from './frames.ts';
import { readRequest } from './readRequest.ts';

/** Google's `generateContent` and `streamGenerateContent` (ai.google.dev/api/generate-content), for Gemini and for Vertex paths. */
export const gemini: Dialect = {
  api: 'gemini',
  match: (path, query) => {
    const [, model, method] =
      /^\/v1(?:beta1?)?\/(?:projects\/.*)?models\/([^/:]+):(generateContent|streamGenerateContent)$/.exec(path) ?? [];
    if (model === undefined) return undefined;
    return {
      model: decodeURIComponent(model),
      stream: method === 'streamGenerateContent',
      sse: query.get('alt') === 'sse',
    };
  },
  keyOf: (headers, query) => headers['x-goog-api-key']?.toString() ?? query.get('key') ?? undefined,
  modelOf: () => undefined,
  read: readRequest,
  check: checkRequest,
  errorAnswer: (fault, { asked }) => {
    const answer = errorAnswer(fault);
    return asked.stream && !asked.sse ? { ...answer, body: [answer.body] } : answer;
  },
  headers: () => ({}),
  framing: ({ sse }) => (sse ? serverSentEvents(undefined, '\r\n') : jsonArray),
  frames,
  errorFrames,
  brokenFrame: { data: '{"candidates":[{"content":{"parts":[{"text":"bro' },
  idOf: responseId,
  whole,
  answersBlockedPrompts: true,
};
