import { parseBearer } from '../bearer.ts';
import type { Asked, Dialect } from '../dialect.ts';
import { serverSentEvents } from '../framing.ts';
import { fieldsOf } from '../json.ts';
import { answerId } from './answerId.ts';
import { checkRequest } from './checkRequest.ts';
import { errorAnswer } from './errors.ts';
import { errorFrames, frames } from './frames.ts';
import { readRequest } from './readRequest.ts';
import { whole } from './whole.ts';

/** OpenAI's chat completions (platform.openai.com/docs/api-reference/chat), with the words and extras of other vendors. */
export const openaiChat: Dialect = {
  api: 'openai-chat',
  match: matchPath,
  keyOf: (headers, _, { vendor }) =>
    parseBearer(headers) ?? (vendor === 'azure' ? headers['api-key']?.toString() : undefined),
  modelOf: (body) => (Array.isArray(fieldsOf(body).messages) ? modelName(body) : undefined),
  read: readRequest,
  check: (request, _headers, _behaviour, vendor) => checkRequest(request, vendor),
  errorAnswer,
  headers: (requestId, vendor) => ({
    'x-request-id': requestId,
    ...(vendor === 'azure' && { 'apim-request-id': requestId }),
  }),
  framing: (_, vendor) => serverSentEvents(vendor === 'openrouter' ? ': OPENROUTER PROCESSING' : undefined),
  frames,
  errorFrames,
  brokenFrame: { data: '{"id":"chatcmpl-sim","choices":[{"delta":{"content":"bro' },
  idOf: answerId,
  whole,
};

/**
 * The usual path, OpenRouter's (`/api/v1`), Gemini's compatible one, and Azure's two: deployments with an `api-version`, and v1
 * (learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle).
 */
function matchPath(path: string, query: URLSearchParams): Asked | undefined {
  if (/^(?:\/api)?\/v1(?:beta\/openai)?\/chat\/completions$/.test(path)) return {};
  if (path === '/openai/v1/chat/completions') return { vendor: 'azure' };
  const [, deployment] = /^\/openai\/deployments\/([^/]+)\/chat\/completions$/.exec(path) ?? [];
  if (deployment === undefined || !query.has('api-version')) return undefined;
  return { vendor: 'azure', model: decodeURIComponent(deployment) };
}

function modelName(body: unknown): string | undefined {
  const { model } = fieldsOf(body);
  return typeof model === 'string' ? model : undefined;
}
