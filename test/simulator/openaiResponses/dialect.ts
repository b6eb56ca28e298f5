import { parseBearer } from '../bearer.ts';
import type { Asked, Dialect } from '../dialect.ts';
import { serverSentEvents } from '../framing.ts';
import { fieldsOf } from '../json.ts';
import { openAiWords } from '../openAiWords.ts';
import { retryHeader } from '../retryHeader.ts';
import { checkRequest } from './checkRequest.ts';
import { errorFrames, frames } from './frames.ts';
import { readRequest } from './readRequest.ts';
import { responseId, responseOf } from './response.ts';

/** OpenAI's Responses (platform.openai.com/docs/api-reference/responses), at OpenAI's and Azure's paths. */
export const openaiResponses: Dialect = {
  api: 'openai-responses',
  match: matchPath,
  keyOf: (headers, _, { vendor }) =>
    parseBearer(headers) ?? (vendor === 'azure' ? headers['api-key']?.toString() : undefined),
  modelOf: (body) => {
    const { model, input } = fieldsOf(body);
    return typeof model === 'string' && input !== undefined ? model : undefined;
  },
  read: readRequest,
  check: checkRequest,
  errorAnswer: (fault) => {
    const { status, body } = openAiWords(fault, 'input');
    return { status, body, headers: retryHeader(fault) };
  },
  headers: (requestId) => ({ 'x-request-id': requestId }),
  framing: () => serverSentEvents('event: keepalive\ndata: {"type":"keepalive","sequence_number":0}'),
  frames,
  errorFrames,
  brokenFrame: { event: 'response.output_text.delta', data: '{"type":"response.output_text.delta","delta":"bro' },
  idOf: responseId,
  whole: (turn) => responseOf(turn, 'whole'),
};

function matchPath(path: string, query: URLSearchParams): Asked | undefined {
  if (/^(?:\/api)?\/v1\/responses$/.test(path)) return {};
  if (path === '/openai/v1/responses') return { vendor: 'azure' };
  return path === '/openai/responses' && query.has('api-version') ? { vendor: 'azure' } : undefined;
}
